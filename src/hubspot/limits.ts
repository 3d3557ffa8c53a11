/**
 * HubSpot's limits. It publishes hardly any of them: what is only assumed says so, with the reason for the value. Lengths
 * are UTF-16 units (`string.length`), sizes are bytes.
 */

/**
 * Longest text of one message published to HubSpot. Assumed: the published specs give no maximum; agents' own
 * messages of this length are far beyond what a chat holds. A refusal for length is answered by halving the text.
 */
export const MESSAGE_TEXT_MAX = 10_000

/**
 * Longest rendered message history, which goes out as one internal comment. Assumed: a note of the CRM holds 65,536
 * characters of HTML, and a comment is plain text that HubSpot keeps as HTML, where a character can grow to several; so
 * well below a third of that.
 */
export const HISTORY_TEXT_MAX = 20_000

/** Longest message history when it goes into the thread's first message instead of a comment. Assumed with that. */
export const FIRST_MESSAGE_HISTORY_MAX = 8_000

/** Largest file uploaded to HubSpot. Assumed: HubSpot accepts this value as a channel's maxFileAttachmentSizeBytes. */
export const FILE_TO_HUBSPOT_MAX_BYTES = 10_000_000

/** Largest file an agent may attach in the channel. Seen accepted as maxFileAttachmentSizeBytes; the ceiling is not known. */
export const AGENT_FILE_MAX_BYTES = 10_000_000

/** Largest sum of an agent's attachments. Seen accepted as maxTotalFileAttachmentSizeBytes; the ceiling is not known. */
export const AGENT_FILES_TOTAL_MAX_BYTES = 30_000_000

/** Attachments an agent may put on one reply (maxFileAttachmentCount). Assumed: values up to 5 were seen accepted. */
export const AGENT_ATTACHMENTS_MAX = 10

/**
 * What an agent may attach. Wildcards are accepted as allowedFileAttachmentMimeTypes: channels that run in production
 * declare them so.
 */
export const AGENT_FILE_MIME_TYPES = ['image/*', 'audio/*', 'video/*', 'text/*', 'application/*'] as const

/** Longest body of a note, HTML included (documented). Of a call it is not documented; taken for the same. */
export const ENGAGEMENT_BODY_MAX = 65_536
