import type { FileKind } from './file-kind'
import { MESSAGE_TEXT_MAX } from './limits'
import { mapLink, type Place } from './map-link'
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
/** What becomes one message in HubSpot. */
export type OutgoingPart = OutgoingText | OutgoingFile

/**
 * What one message of the channel becomes in HubSpot, in order: every item of a bloc by itself, and a long text in
 * several parts of at most MESSAGE_TEXT_MAX. Markdown goes as it was written: it reads well as plain text.
 */
export function toHubSpot(message: HitlMessage): OutgoingPart[] {
  return message.type === 'bloc' ? message.payload.items.flatMap(itemToHubSpot) : itemToHubSpot(message)
}

function itemToHubSpot(item: BlocItem): OutgoingPart[] {
  switch (item.type) {
    case 'text':
      return textParts(item.payload.text)
    case 'markdown':
      return textParts(item.payload.markdown)
    case 'location':
      return textParts(mapLink(item.payload))
    case 'image':
      return fileParts('image', item.payload.imageUrl, item.payload.title)
    case 'audio':
      return fileParts('audio', item.payload.audioUrl, item.payload.title)
    case 'video':
      return fileParts('video', item.payload.videoUrl, item.payload.title)
    case 'file':
      return fileParts('file', item.payload.fileUrl, item.payload.title)
    default:
      return unknownParts(item)
  }
}

function textParts(text: string): OutgoingText[] {
  return splitText(text, MESSAGE_TEXT_MAX).map((piece) => ({ text: piece }))
}

function fileParts(kind: FileKind, url: string, title: string | undefined): OutgoingPart[] {
  const captions = splitText(title ?? '', MESSAGE_TEXT_MAX)
  const file = { url, kind, ...(title === undefined ? {} : { title }) }
  return [...captions.slice(0, -1).map((text) => ({ text })), { text: captions.at(-1) ?? '', file }]
}

/** A newer Botpress may know more items than this version: the agent should at least see that there was something. */
function unknownParts(item: { type: string }): OutgoingText[] {
  return [{ text: `[${item.type}: cannot be shown here]` }]
}

/**
 * What goes in place of a file that could not be uploaded: the caption, and the link with a word for the file's kind.
 * No longer than the caption, the link and ten characters.
 */
export function fileAsText({ text, file }: OutgoingFile): string {
  const link = `[${file.kind}] ${file.url}`
  return text.trim() === '' ? link : `${text}\n${link}`
}
