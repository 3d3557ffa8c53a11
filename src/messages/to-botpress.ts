import { type AgentAttachment, fromAttachment, type ReplyPart } from './agent-attachment'
import type { InlineImage } from './inline-image'
import { INLINE_IMAGES_MAX } from './limits'
import { isBlank } from './plain'
import { readRichText } from './rich-text'

/** What an agent sent: HubSpot's message, as far as the end user is to see it. */
export type ReplyContent = {
  text: string
  richText?: string | undefined
  attachments: readonly AgentAttachment[]
}

/**
 * What an agent's message becomes in Botpress, in order: the text (rich text as Markdown), the pictures in the rich
 * text, the attachments. A message without any of them gives no parts. The position of a part is stable: the same
 * message always gives the same parts. Never throws.
 */
export function fromAgent(message: ReplyContent): (ReplyPart & { key: string })[] {
  const { text, images } = isBlank(message.richText ?? '')
    ? { text: message.text, images: [] }
    : readRichText(message.richText ?? '', message.text)
  const parts: ReplyPart[] = isBlank(text) ? [] : [{ type: 'text', text }]
  return [
    ...parts.map((part) => ({ ...part, key: 'text' })),
    ...fromImages(images).map((part, at) => ({ ...part, key: `image-${at}` })),
    ...message.attachments.map((attachment, at) => ({ ...fromAttachment(attachment), key: `attachment-${at}` })),
  ]
}

function fromImages(images: readonly InlineImage[]): ReplyPart[] {
  const parts = images.slice(0, INLINE_IMAGES_MAX).map(
    ({ url, alt }): ReplyPart => ({
      type: 'file',
      source: { url },
      usage: 'IMAGE',
      ...(alt === undefined ? {} : { name: alt }),
    }),
  )
  const rest = images
    .slice(INLINE_IMAGES_MAX)
    .map(({ url, alt }) => `[image] ${alt === undefined ? '' : `${alt} `}${url}`)
  return rest.length === 0 ? parts : [...parts, { type: 'text', text: rest.join('\n') }]
}
