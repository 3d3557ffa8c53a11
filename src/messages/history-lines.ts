import * as z from 'zod'
import { mapLink } from './map-link'
import { oneLine } from './plain'

type Writer = (payload: unknown) => string[] | undefined

const words = z.string().optional().catch(undefined)
const choice = z.object({ text: z.string(), options: z.array(z.object({ label: z.string() }).catch({ label: '' })) })
const place = z.object({ latitude: z.number(), longitude: z.number(), title: words, address: words })
const action = z.object({ action: words, label: words, value: words }).catch({})
const card = z.object({ title: z.string(), subtitle: words, imageUrl: words, actions: z.array(action).catch([]) })
const items = z.object({ items: z.array(z.unknown()) })
const blocItem = z
  .object({ type: z.string(), payload: z.unknown().optional() })
  .catch({ type: 'item', payload: undefined })

/** What can also stand in a bloc. */
const SIMPLE: readonly [string, Writer][] = [
  ['text', writer(z.object({ text: z.string() }), ({ text }) => textLines(text))],
  ['markdown', writer(z.object({ markdown: z.string() }), ({ markdown }) => textLines(markdown))],
  [
    'image',
    writer(z.object({ imageUrl: z.string(), title: words }), (it) => fileLines('image', it.imageUrl, it.title)),
  ],
  [
    'audio',
    writer(z.object({ audioUrl: z.string(), title: words }), (it) => fileLines('audio', it.audioUrl, it.title)),
  ],
  [
    'video',
    writer(z.object({ videoUrl: z.string(), title: words }), (it) => fileLines('video', it.videoUrl, it.title)),
  ],
  ['file', writer(z.object({ fileUrl: z.string(), title: words }), (it) => fileLines('file', it.fileUrl, it.title))],
  ['location', writer(place, (it) => ['[location]', ...textLines(mapLink(it))])],
]
const IN_BLOC: ReadonlyMap<string, Writer> = new Map(SIMPLE)

/** All twelve types of a history. */
const IN_HISTORY: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ...SIMPLE,
  ['choice', writer(choice, choiceLines)],
  ['dropdown', writer(choice, choiceLines)],
  ['card', writer(card, cardLines)],
  ['carousel', writer(items, (it) => it.items.flatMap((one) => linesOf(IN_HISTORY, 'card', one)))],
  [
    'bloc',
    writer(items, (it) =>
      it.items.map((one) => blocItem.parse(one)).flatMap((one) => linesOf(IN_BLOC, one.type, one.payload)),
    ),
  ],
])

/**
 * A message of the history as lines of plain text, at least one. A type that is not known, or a payload of another
 * shape than its type has, is named instead; so is a part of a bloc or a carousel, without harm to the others.
 */
export function historyLines(type: string, payload: unknown): string[] {
  return linesOf(IN_HISTORY, type, payload)
}

function linesOf(writers: ReadonlyMap<string, Writer>, type: string, payload: unknown): string[] {
  const name = oneLine(type).slice(0, 50) || 'message'
  const write = writers.get(type)
  if (write === undefined) return [`[${name}: cannot be shown here]`]
  const lines = write(payload)
  if (lines === undefined) return [`[${name}: could not be read]`]
  return lines.length === 0 ? [`[${name}: empty]`] : lines
}

function writer<T>(schema: z.ZodType<T>, lines: (payload: T) => string[]): Writer {
  return (payload) => {
    const parsed = schema.safeParse(payload)
    return parsed.success ? lines(parsed.data) : undefined
  }
}

/** Every kind of line break counts as one, so that no text can pass for another speaker's line. */
function textLines(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => line.trimEnd())
  const filled = lines.filter((line, at) => line !== '' || (at > 0 && lines[at - 1] !== ''))
  return filled.at(-1) === '' ? filled.slice(0, -1) : filled
}

function fileLines(kind: string, url: string, title: string | undefined): string[] {
  return [oneLine(`[${kind}] ${title ?? ''} ${url}`)]
}

function choiceLines({ text, options }: z.infer<typeof choice>): string[] {
  return [...textLines(text), ...options.map(({ label }) => `- ${oneLine(label) || '(unnamed option)'}`)]
}

function cardLines({ title, subtitle = '', imageUrl, actions }: z.infer<typeof card>): string[] {
  return [
    oneLine(`[card] ${title}`),
    ...textLines(subtitle),
    ...(imageUrl === undefined ? [] : fileLines('image', imageUrl, undefined)),
    ...actions.map(({ action: does, label = '(unnamed action)', value = '' }) =>
      oneLine(does === 'url' && value !== label ? `- ${label}: ${value}` : `- ${label}`),
    ),
  ]
}
