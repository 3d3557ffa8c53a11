import type { Texts } from '../texts/languages'
import type { FileKind } from './file-kind'
import type { InlineImage } from './inline-image'
import { INLINE_IMAGES_MAX } from './limits'
import { isBlank } from './plain'
import { plainMarkdown } from './plain-markdown'
import { readRichText } from './rich-text'

/** Where an agent's file is: among the desk's files (with an address beside the ID, if any), or at a URL. */
export type FileSource = { fileId: string; url?: string } | { fileId?: undefined; url: string }

/** What one message to the end user holds; text is Markdown. `kind` is what the agent meant a file as. */
export type PartContent =
  | { type: 'text'; text: string }
  | { type: 'file'; source: FileSource; name?: string; kind?: FileKind }

/**
 * One message to the end user. `key` names it within the reply, and is the same in the shortened and the whole form of
 * the reply: `text`, `image-0`, `images` (those that are too many), `attachment-0`.
 */
export type ReplyPart = PartContent & { key: string }

/** What an agent sent, as far as the end user is to see it. */
export type ReplyContent = {
  text: string
  /** HTML. */
  richText?: string | undefined
  attachments: readonly PartContent[]
}

/**
 * What an agent's message becomes in Botpress, in order: the text (as Markdown), the pictures in the rich text, the
 * attachments. A message that shows none of them gives no parts. The same message always gives the same parts, and a
 * shortened one gives parts of the same keys as far as it goes. Never throws.
 */
export function replyParts(texts: Texts, message: ReplyContent): ReplyPart[] {
  const { text, images } = isBlank(message.richText ?? '')
    ? { text: plainMarkdown(message.text), images: [] }
    : readRichText(texts, message.richText ?? '', message.text)
  return [
    ...(isBlank(text) ? [] : [{ key: 'text', type: 'text', text } as const]),
    ...fromImages(texts, images),
    ...message.attachments.map((attachment, at) => ({ ...attachment, key: `attachment-${at}` })),
  ]
}

function fromImages(texts: Texts, images: readonly InlineImage[]): ReplyPart[] {
  const parts = images.slice(0, INLINE_IMAGES_MAX).map(
    ({ url, alt }, at): ReplyPart => ({
      key: `image-${at}`,
      type: 'file',
      source: { url },
      kind: 'image',
      ...(alt === undefined ? {} : { name: alt }),
    }),
  )
  const rest = images
    .slice(INLINE_IMAGES_MAX)
    .map(({ url, alt }) => `[${texts.image}] ${alt === undefined ? '' : `${alt} `}${url}`)
  return rest.length === 0 ? parts : [...parts, { key: 'images', type: 'text', text: plainMarkdown(rest.join('\n')) }]
}
