import * as z from 'zod/mini'
import type { Texts } from '../texts/languages'
import { say } from '../texts/say'
import { isDataUrl } from './data-url'
import type { FileKind } from './file-kind'
import { plainFromMarkdown } from './from-markdown'
import { mapLink } from './map-link'
import { oneLine, visible } from './plain'

type Writer = (texts: Texts, payload: unknown) => string[] | undefined

const words = z.lazy(() => z.catch(z.optional(z.string()), undefined))
const text = z.lazy(() => z.object({ text: z.string() }))
const markdown = z.lazy(() => z.object({ markdown: z.string() }))
const image = z.lazy(() => z.object({ imageUrl: z.string(), title: words }))
const audio = z.lazy(() => z.object({ audioUrl: z.string(), title: words }))
const video = z.lazy(() => z.object({ videoUrl: z.string(), title: words }))
const file = z.lazy(() => z.object({ fileUrl: z.string(), title: words }))
const choice = z.lazy(() =>
  z.object({ text: z.string(), options: z.array(z.catch(z.object({ label: z.string() }), { label: '' })) }),
)
const place = z.lazy(() => z.object({ latitude: z.number(), longitude: z.number(), title: words, address: words }))
const action = z.lazy(() => z.catch(z.object({ action: words, label: words, value: words }), {}))
const card = z.lazy(() =>
  z.object({ title: z.string(), subtitle: words, imageUrl: words, actions: z.catch(z.array(action), []) }),
)
const items = z.lazy(() => z.object({ items: z.array(z.unknown()) }))
const blocItem = z.lazy(() =>
  z.catch(z.object({ type: z.string(), payload: z.optional(z.unknown()) }), { type: 'item', payload: undefined }),
)

/** How words are to be shown. */
type Read = (texts: Texts, text: string) => string

/** What can also stand in a bloc. */
function simple(read: Read): ReadonlyMap<string, Writer> {
  return new Map<string, Writer>([
    ['text', writer(text, (it, texts) => textLines(read(texts, it.text)))],
    ['markdown', writer(markdown, (it, texts) => textLines(plainFromMarkdown(texts, it.markdown)))],
    ['image', writer(image, (it, texts) => fileLines(texts, 'image', it.imageUrl, it.title))],
    ['audio', writer(audio, (it, texts) => fileLines(texts, 'audio', it.audioUrl, it.title))],
    ['video', writer(video, (it, texts) => fileLines(texts, 'video', it.videoUrl, it.title))],
    ['file', writer(file, (it, texts) => fileLines(texts, 'file', it.fileUrl, it.title))],
    ['location', writer(place, (it, texts) => [`[${texts.location}]`, ...textLines(mapLink(texts, it))])],
  ])
}

/** All twelve types of a history. */
function inHistory(read: Read): ReadonlyMap<string, Writer> {
  const inBloc = simple(read)
  const ofItem = (texts: Texts, it: z.infer<typeof blocItem>) => linesOf(texts, inBloc, it.type, it.payload)
  const inCarousel = new Map([['card', writer(card, (it, texts) => cardLines(texts, it, read))]])
  return new Map<string, Writer>([
    ...inBloc,
    ...inCarousel,
    ['choice', writer(choice, (it, texts) => choiceLines(texts, it, read))],
    ['dropdown', writer(choice, (it, texts) => choiceLines(texts, it, read))],
    ['carousel', writer(items, (it, texts) => it.items.flatMap((one) => linesOf(texts, inCarousel, 'card', one)))],
    ['bloc', writer(items, (it, texts) => it.items.flatMap((one) => ofItem(texts, blocItem.parse(one))))],
  ])
}

const asWritten = inHistory((_, text) => text)
const asMarkdown = inHistory(plainFromMarkdown)

/**
 * A message of the history as lines of plain text, at least one. A type that is not known, or a payload of another
 * shape than its type has, is named instead; so is a part of a bloc or a carousel, without harm to the others.
 *
 * @param isMarkdown whether its words are Markdown, as a bot's are; what end users type is shown as they typed it.
 */
export function historyLines(texts: Texts, type: string, payload: unknown, isMarkdown: boolean): string[] {
  return linesOf(texts, isMarkdown ? asMarkdown : asWritten, type, payload)
}

function linesOf(texts: Texts, writers: ReadonlyMap<string, Writer>, type: string, payload: unknown): string[] {
  const what = wordFor(texts, oneLine(visible(type)).slice(0, 50) || 'message')
  const write = writers.get(type)
  if (write === undefined) return [say(texts, 'unknownKind', { what })]
  const lines = write(texts, payload)
  if (lines === undefined) return [say(texts, 'unreadable', { what })]
  return lines.length === 0 ? [say(texts, 'empty', { what })] : lines
}

/** Types that have a word; others are called by their own name. */
const named = ['image', 'audio', 'video', 'file', 'location', 'card', 'item', 'message'] as const

function wordFor(texts: Texts, type: string): string {
  const name = named.find((one) => one === type)
  return name === undefined ? type : texts[name]
}

function writer<T>(schema: z.ZodMiniType<T>, lines: (payload: T, texts: Texts) => string[]): Writer {
  return (texts, payload) => {
    const parsed = schema.safeParse(payload)
    return parsed.success ? lines(parsed.data, texts) : undefined
  }
}

/** Every kind of line break counts as one, so that no text can pass for another speaker's line. */
function textLines(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => visible(line).trimEnd())
  const filled = lines.filter((line, at) => line !== '' || (at > 0 && lines[at - 1] !== ''))
  return filled.at(-1) === '' ? filled.slice(0, -1) : filled
}

function fileLines(texts: Texts, kind: FileKind, url: string, title: string | undefined): string[] {
  // A file that is written out in its address is no address to read.
  const where = isDataUrl(url) ? texts.notShown : url
  return [oneLine(visible(`[${texts[kind]}] ${title ?? ''} ${where}`))]
}

function choiceLines(texts: Texts, { text, options }: z.infer<typeof choice>, read: Read): string[] {
  return [
    ...textLines(read(texts, text)),
    ...buttonLine(
      texts,
      options.map(({ label }) => label),
    ),
  ]
}

function cardLines(
  texts: Texts,
  { title, subtitle = '', imageUrl, actions }: z.infer<typeof card>,
  read: Read,
): string[] {
  return [
    oneLine(visible(`[${texts.card}] ${title}`)),
    ...textLines(read(texts, subtitle)),
    ...(imageUrl === undefined ? [] : fileLines(texts, 'image', imageUrl, undefined)),
    ...buttonLine(
      texts,
      actions.map(({ action: does, label = '', value = '' }) =>
        does === 'url' && value !== '' && value !== label ? `${label} (${value})` : label,
      ),
    ),
  ]
}

/** What could be chosen takes one line, however much it is. */
function buttonLine({ unnamed }: Texts, labels: string[]): string[] {
  return labels.length === 0 ? [] : [labels.map((label) => `[${oneLine(visible(label)) || unnamed}]`).join(' ')]
}
