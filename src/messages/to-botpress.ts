import { type AgentAttachment, fromAttachment, type ReplyPart } from './agent-attachment'
import type { InlineImage } from './inline-image'
import { INLINE_IMAGES_MAX } from './limits'
import { isBlank } from './plain'
import { plainMarkdown } from './plain-markdown'
import { readRichText } from './rich-text'

/** What an agent sent: HubSpot's message, as far as the end user is to see it. */
export type ReplyContent = {
  text: string
  richText?: string | undefined
  attachments: readonly AgentAttachment[]
}

/**
 * What an agent's message becomes in Botpress, in order: the text (as Markdown), the pictures in the rich text, the
 * attachments. A message that shows none of them gives no parts. The same message always gives the same parts, and a
 * shortened one gives parts of the same keys as far as it goes. Never throws.
 */
export function fromAgent(message: ReplyContent): ReplyPart[] {
  const { text, images } = isBlank(message.richText ?? '')
    ? { text: plainMarkdown(message.text), images: [] }
    : readRichText(message.richText ?? '', message.text)
  return [
    ...(isBlank(text) ? [] : [{ key: 'text', type: 'text', text } as const]),
    ...fromImages(images),
    ...message.attachments.map((attachment, at) => ({ ...fromAttachment(attachment), key: `attachment-${at}` })),
  ]
}

function fromImages(images: readonly InlineImage[]): ReplyPart[] {
  const parts = images.slice(0, INLINE_IMAGES_MAX).map(
    ({ url, alt }, at): ReplyPart => ({
      key: `image-${at}`,
      type: 'file',
      source: { url },
      usage: 'IMAGE',
      ...(alt === undefined ? {} : { name: alt }),
    }),
  )
  const rest = images
    .slice(INLINE_IMAGES_MAX)
    .map(({ url, alt }) => `[image] ${alt === undefined ? '' : `${alt} `}${url}`)
  return rest.length === 0 ? parts : [...parts, { key: 'images', type: 'text', text: plainMarkdown(rest.join('\n')) }]
}
