import * as z from 'zod'
import { isDataUrl } from './data-url'
import { plainFromMarkdown } from './from-markdown'
import { mapLink } from './map-link'
import { oneLine, visible } from './plain'

type Writer = (payload: unknown) => string[] | undefined

const words = z.lazy(() => z.string().optional().catch(undefined))
const text = z.lazy(() => z.object({ text: z.string() }))
const markdown = z.lazy(() => z.object({ markdown: z.string() }))
const image = z.lazy(() => z.object({ imageUrl: z.string(), title: words }))
const audio = z.lazy(() => z.object({ audioUrl: z.string(), title: words }))
const video = z.lazy(() => z.object({ videoUrl: z.string(), title: words }))
const file = z.lazy(() => z.object({ fileUrl: z.string(), title: words }))
const choice = z.lazy(() =>
  z.object({ text: z.string(), options: z.array(z.object({ label: z.string() }).catch({ label: '' })) }),
)
const place = z.lazy(() => z.object({ latitude: z.number(), longitude: z.number(), title: words, address: words }))
const action = z.lazy(() => z.object({ action: words, label: words, value: words }).catch({}))
const card = z.lazy(() =>
  z.object({ title: z.string(), subtitle: words, imageUrl: words, actions: z.array(action).catch([]) }),
)
const items = z.lazy(() => z.object({ items: z.array(z.unknown()) }))
const blocItem = z.lazy(() =>
  z.object({ type: z.string(), payload: z.unknown().optional() }).catch({ type: 'item', payload: undefined }),
)

/** How words are to be shown. */
type Read = (text: string) => string

/** What can also stand in a bloc. */
function simple(read: Read): ReadonlyMap<string, Writer> {
  return new Map<string, Writer>([
    ['text', writer(text, (it) => textLines(read(it.text)))],
    ['markdown', writer(markdown, (it) => textLines(plainFromMarkdown(it.markdown)))],
    ['image', writer(image, (it) => fileLines('image', it.imageUrl, it.title))],
    ['audio', writer(audio, (it) => fileLines('audio', it.audioUrl, it.title))],
    ['video', writer(video, (it) => fileLines('video', it.videoUrl, it.title))],
    ['file', writer(file, (it) => fileLines('file', it.fileUrl, it.title))],
    ['location', writer(place, (it) => ['[location]', ...textLines(mapLink(it))])],
  ])
}

/** All twelve types of a history. */
function inHistory(read: Read): ReadonlyMap<string, Writer> {
  const inBloc = simple(read)
  const ofItem = (it: z.infer<typeof blocItem>) => linesOf(inBloc, it.type, it.payload)
  const inCarousel = new Map([['card', writer(card, (it) => cardLines(it, read))]])
  return new Map<string, Writer>([
    ...inBloc,
    ...inCarousel,
    ['choice', writer(choice, (it) => choiceLines(it, read))],
    ['dropdown', writer(choice, (it) => choiceLines(it, read))],
    ['carousel', writer(items, (it) => it.items.flatMap((one) => linesOf(inCarousel, 'card', one)))],
    ['bloc', writer(items, (it) => it.items.map((one) => blocItem.parse(one)).flatMap(ofItem))],
  ])
}

const asWritten = inHistory((text) => text)
const asMarkdown = inHistory(plainFromMarkdown)

/**
 * A message of the history as lines of plain text, at least one. A type that is not known, or a payload of another
 * shape than its type has, is named instead; so is a part of a bloc or a carousel, without harm to the others.
 *
 * @param isMarkdown whether its words are Markdown, as a bot's are; what end users type is shown as they typed it.
 */
export function historyLines(type: string, payload: unknown, isMarkdown: boolean): string[] {
  return linesOf(isMarkdown ? asMarkdown : asWritten, type, payload)
}

function linesOf(writers: ReadonlyMap<string, Writer>, type: string, payload: unknown): string[] {
  const name = oneLine(visible(type)).slice(0, 50) || 'message'
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
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => visible(line).trimEnd())
  const filled = lines.filter((line, at) => line !== '' || (at > 0 && lines[at - 1] !== ''))
  return filled.at(-1) === '' ? filled.slice(0, -1) : filled
}

function fileLines(kind: string, url: string, title: string | undefined): string[] {
  // A file that is written out in its address is no address to read.
  const where = isDataUrl(url) ? '(cannot be shown here)' : url
  return [oneLine(visible(`[${kind}] ${title ?? ''} ${where}`))]
}

function choiceLines({ text, options }: z.infer<typeof choice>, read: Read): string[] {
  return [...textLines(read(text)), ...buttonLine(options.map(({ label }) => label))]
}

function cardLines({ title, subtitle = '', imageUrl, actions }: z.infer<typeof card>, read: Read): string[] {
  return [
    oneLine(visible(`[card] ${title}`)),
    ...textLines(read(subtitle)),
    ...(imageUrl === undefined ? [] : fileLines('image', imageUrl, undefined)),
    ...buttonLine(
      actions.map(({ action: does, label = '', value = '' }) =>
        does === 'url' && value !== '' && value !== label ? `${label} (${value})` : label,
      ),
    ),
  ]
}

/** What could be chosen takes one line, however much it is. */
function buttonLine(labels: string[]): string[] {
  return labels.length === 0 ? [] : [labels.map((label) => `[${oneLine(visible(label)) || '(unnamed)'}]`).join(' ')]
}
