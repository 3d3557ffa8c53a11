import type { Texts } from '../texts/languages'
import { say } from '../texts/say'
import { isDataUrl } from './data-url'
import type { FileKind } from './file-kind'
import { mapLink, type Place } from './map-link'
import { oneLine, printable, safeUrl, WEB } from './plain'
import { splitText } from './split-text'

type TextItem = { type: 'text'; payload: { text: string } }
type FileItem =
  | { type: 'image'; payload: { imageUrl: string; title?: string | undefined } }
  | { type: 'audio'; payload: { audioUrl: string; title?: string | undefined } }
  | { type: 'video'; payload: { videoUrl: string; title?: string | undefined } }
  | { type: 'file'; payload: { fileUrl: string; title?: string | undefined } }

/** An item of a `bloc` message, as the hitl interface defines it. */
export type BlocItem =
  | TextItem
  | FileItem
  | { type: 'location'; payload: Place }
  | { type: 'markdown'; payload: { markdown: string } }

/** A message of the `hitl` channel: its type and its payload. */
export type HitlMessage = TextItem | FileItem | { type: 'bloc'; payload: { items: readonly BlocItem[] } }

export type OutgoingText = { text: string; file?: undefined }
/** `text` is the caption, or empty. */
export type OutgoingFile = { text: string; file: { url: string; title?: string; kind: FileKind } }
/** What becomes one message at the desk. */
export type OutgoingPart = OutgoingText | OutgoingFile

/**
 * What one message of the channel becomes at the desk, in order: every item of a bloc by itself, and a long text in
 * several parts of at most `textMax` UTF-16 units. Markdown goes as it was written: it reads well as plain text. Which parts there
 * are depends on the message alone, not on what becomes of its files: their places name them when it is sent again.
 */
export function outgoingParts(texts: Texts, message: HitlMessage, textMax: number): OutgoingPart[] {
  const items: readonly BlocItem[] = message.type === 'bloc' ? message.payload.items : [message]
  return items.flatMap((item) => partsOf(texts, item, textMax))
}

function partsOf(texts: Texts, item: BlocItem, textMax: number): OutgoingPart[] {
  const textParts = (text: string): OutgoingText[] =>
    splitText(printable(text), textMax).map((piece) => ({ text: piece }))
  const fileParts = (kind: FileKind, url: string, title: string | undefined): OutgoingPart[] => {
    const captions = splitText(printable(title ?? ''), textMax)
    const file = { url, kind, ...(title === undefined ? {} : { title }) }
    return [...captions.slice(0, -1).map((text) => ({ text })), { text: captions.at(-1) ?? '', file }]
  }
  switch (item.type) {
    case 'text':
      return textParts(item.payload.text)
    case 'markdown':
      return textParts(item.payload.markdown)
    case 'location':
      return textParts(mapLink(texts, item.payload))
    case 'image':
      return fileParts('image', item.payload.imageUrl, item.payload.title)
    case 'audio':
      return fileParts('audio', item.payload.audioUrl, item.payload.title)
    case 'video':
      return fileParts('video', item.payload.videoUrl, item.payload.title)
    case 'file':
      return fileParts('file', item.payload.fileUrl, item.payload.title)
    default:
      return unknownParts(texts, item)
  }
}

/** A newer Botpress may know more items than this version: the agent should at least see that there was something. */
function unknownParts(texts: Texts, item: { type: string }): OutgoingText[] {
  return [{ text: say(texts, 'unknownKind', { what: oneLine(printable(item.type)).slice(0, 50) }) }]
}

/**
 * What goes in place of a file that could not be uploaded: the caption, and the link with a word for the file's kind; the
 * word alone where the address is the file itself, or no link that anybody could follow and far too long for one. It can
 * be longer than a message may be by the link; whoever sends it splits it.
 */
export function fileAsText(texts: Texts, { text, file: { kind, url } }: OutgoingFile): string {
  const word = `[${texts[kind]}]`
  const link = oneLine(printable(url))
  if (isLink(link)) return text.trim() === '' ? `${word} ${link}` : `${text}\n${word} ${link}`
  const lost = texts.notPassedOn
  const title = oneLine(text)
  if (title.length > titleMax) return `${text}\n${word} ${lost}`
  return title === '' ? `${word} ${lost}` : `${word} ${title} ${lost}`
}

/** A caption up to this long stands in one line with the word for its file. */
const titleMax = 200
/** What is no web address, but so short that it may still tell somebody something. */
const oddLinkMax = 500

const isLink = (url: string) => !isDataUrl(url) && (url.length <= oddLinkMax || safeUrl(url, WEB) !== undefined)
