import { type Capabilities, deliveryIdentifierTypes } from '../hubspot/custom-channels'
import {
  AGENT_ATTACHMENTS_MAX,
  AGENT_FILE_MAX_BYTES,
  AGENT_FILE_MIME_TYPES,
  AGENT_FILES_TOTAL_MAX_BYTES,
} from '../messages/limits'

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
