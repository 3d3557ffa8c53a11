import { isDeepStrictEqual } from 'node:util'
import { type Capabilities, type Channel, deliveryIdentifierTypes } from '../hubspot/custom-channels'
import {
  AGENT_ATTACHMENTS_MAX,
  AGENT_FILE_MAX_BYTES,
  AGENT_FILE_MIME_TYPES,
  AGENT_FILES_TOTAL_MAX_BYTES,
} from '../hubspot/limits'

/**
 * What we tell HubSpot our channel can do: only what we really handle. HubSpot publishes no schema of these; keys and
 * values are those known to be accepted.
 */
export const capabilities: Capabilities = {
  deliveryIdentifierTypes: [...deliveryIdentifierTypes],
  // Governs the toolbar of the agents' editor; all of it becomes Markdown.
  richText: ['HYPERLINK', 'BOLD', 'ITALIC', 'LISTS', 'BLOCKQUOTE'],
  threadingModel: 'INTEGRATION_THREAD_ID',
  allowInlineImages: true,
  allowOutgoingMessages: true,
  // A session begins with the end user: agents cannot start one.
  allowConversationStart: false,
  allowMultipleRecipients: false,
  outgoingAttachmentTypes: ['FILE'],
  allowedFileAttachmentMimeTypes: [...AGENT_FILE_MIME_TYPES],
  maxFileAttachmentCount: AGENT_ATTACHMENTS_MAX,
  maxFileAttachmentSizeBytes: AGENT_FILE_MAX_BYTES,
  maxTotalFileAttachmentSizeBytes: AGENT_FILES_TOTAL_MAX_BYTES,
}

/**
 * Which of our capabilities a channel does not have as we want them. HubSpot may list more than we set; only ours are
 * compared, and lists in any order.
 */
export function differingCapabilities(channel: Channel): { name: string; ours: unknown; theirs: unknown }[] {
  const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : value)
  return Object.entries(capabilities)
    .map(([name, ours]) => ({ name, ours, theirs: channel.capabilities[name] }))
    .filter(({ ours, theirs }) => !isDeepStrictEqual(sorted(theirs), sorted(ours)))
}
