import type { en } from './en'

/** Names of the texts. */
export type TextName = keyof typeof en

/** All texts in one language; `{…}` stands for what is filled in. */
export type Words = Readonly<Record<TextName, string>>

/** What there is to fill in: `name` in `{name} asks to talk to a person.` */
type Gaps<T extends string> = T extends `${string}{${infer Gap}}${infer Rest}` ? Gap | Gaps<Rest> : never

/** Names of the texts with something to fill in. */
export type TemplateName = { [N in TextName]: Gaps<(typeof en)[N]> extends never ? never : N }[TextName]

/** What fills a text in. */
export type Values<N extends TemplateName> = Readonly<Record<Gaps<(typeof en)[N]>, string | number>>
