import { invalid } from './errors'

const texts = (allowed: string[] | undefined) => (value: unknown) =>
  Array.isArray(value) &&
  value.every((entry) => typeof entry === 'string' && (allowed === undefined || allowed.includes(entry)))
const count = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0
const flag = (value: unknown) => typeof value === 'boolean'

export const identifierTypes = [
  'CHANNEL_SPECIFIC_OPAQUE_ID',
  'HS_EMAIL_ADDRESS',
  'HS_PHONE_NUMBER',
  'HS_SHORT_CODE',
] as const

/**
 * The keys and values that HubSpot is known to accept, from channels in production and its staff's answers. The
 * published spec leaves capabilities open, so the lists may be incomplete.
 */
const known: Record<string, (value: unknown) => boolean> = {
  deliveryIdentifierTypes: texts([...identifierTypes]),
  richText: texts(['HYPERLINK', 'TEXT_ALIGNMENT', 'BLOCKQUOTE', 'BOLD', 'ITALIC', 'LISTS', 'TEXT_COLOR']),
  threadingModel: (value) => value === 'INTEGRATION_THREAD_ID' || value === 'DELIVERY_IDENTIFIER',
  allowOutgoingMessages: flag,
  allowConversationStart: flag,
  allowMultipleRecipients: flag,
  allowInlineImages: flag,
  allowFileAttachments: flag,
  outgoingAttachmentTypes: texts(['FILE', 'QUICK_REPLIES']),
  allowedFileAttachmentMimeTypes: texts(undefined),
  maxFileAttachmentCount: count,
  maxFileAttachmentSizeBytes: count,
  maxTotalFileAttachmentSizeBytes: count,
}

/** Throws HubSpot's error for capabilities that it does not know, naming each. */
export function checkCapabilities(capabilities: Record<string, unknown>): void {
  const bad = Object.entries(capabilities).filter(([key, value]) => !known[key]?.(value))
  if (bad.length === 0) return
  const capabilityKeysAndValues = bad.map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  throw invalid(`Invalid channel capabilities: ${capabilityKeysAndValues.join('; ')}`, {
    subCategory: 'CustomChannelsError.INVALID_CHANNEL_CAPABILITY_VALUES',
    context: { capabilityKeysAndValues },
  })
}

/** Why HubSpot's composer would not let an agent attach these files on a channel; undefined when it would. */
export function attachmentObjection(
  capabilities: Record<string, unknown>,
  files: { contentType: string; size: number }[],
): string | undefined {
  if (files.length === 0) return undefined
  const { outgoingAttachmentTypes, allowedFileAttachmentMimeTypes: mimeTypes } = capabilities
  const { maxFileAttachmentCount: maxCount, maxFileAttachmentSizeBytes: maxBytes } = capabilities
  if (Array.isArray(outgoingAttachmentTypes) && !outgoingAttachmentTypes.includes('FILE')) return 'no files at all'
  if (typeof maxCount === 'number' && files.length > maxCount) return `at most ${maxCount} files`
  for (const { contentType, size } of files) {
    if (typeof maxBytes === 'number' && size > maxBytes) return `files of at most ${maxBytes} bytes`
    const wildcard = contentType.replace(/\/.*/, '/*')
    if (Array.isArray(mimeTypes) && !mimeTypes.includes(contentType) && !mimeTypes.includes(wildcard)) {
      return `no files of type ${contentType}`
    }
  }
  return undefined
}
