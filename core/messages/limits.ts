/**
 * Sizes that the translation of messages goes by, whatever the desk. Lengths are UTF-16 units (`string.length`), sizes are
 * bytes.
 */

/** Largest agent's file copied to Botpress; a larger one is passed on as a signed link. Our own choice, for a webhook's time. */
export const AGENT_FILE_COPY_MAX_BYTES = 5_000_000

/** Inline images of one reply that become messages of their own; the rest are named as links in one text. Our own choice. */
export const INLINE_IMAGES_MAX = 10

/** Longest name of an uploaded file. Assumed: file systems end at 255 bytes, and a character can take several. */
export const FILE_NAME_MAX = 120

/**
 * Rich text whose Markdown would be longer than this is passed on as plain text: the indents and marks of what is nested
 * can outgrow the text by far. Elements deeper than `depth`, and quotes and lists deeper than `containers`, lose their
 * form, not their text. Our own choice: an agent's reply is nowhere near.
 */
export const RICH_TEXT_MAX = { length: 60_000, depth: 100, containers: 40 } as const
