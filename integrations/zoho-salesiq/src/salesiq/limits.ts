/**
 * Limits of SalesIQ, with how sure they are. Lengths are UTF-16 units (`string.length`), sizes are bytes. `npm run test:live
 * -- salesiq` says which of them a real account confirms.
 */

/** Longest text of one message. Assumed; a text that is refused goes in halves. */
export const MESSAGE_TEXT_MAX = 4_000

/** Longest `question`, which heads a chat. Assumed. */
export const QUESTION_TEXT_MAX = 1_000

/** Longest note for agents. Assumed; a note that is refused goes in halves. */
export const NOTE_TEXT_MAX = 4_000

/** What of the history goes as `past_messages`. Assumed; where they are refused, the history goes as a note. */
export const PAST_MESSAGES = { count: 100, textMax: 2_000 } as const

/** Largest file either way, as documented. */
export const FILE_MAX_BYTES = 50 * 1024 * 1024

/** Longest wait for an agent, in seconds, as documented. */
export const WAIT_TIME_MAX = 999

/** What a card can show agents beside the chat. Our own choice. */
export const CUSTOM_INFO = { count: 20, textMax: 200 } as const

/** Messages of a transcript that are read at once; the documented most is not known, 99 is that of lists. */
export const TRANSCRIPT_PAGE = 99

/** A brand that gives agents less than this to pick up makes most chats missed ones. Our own choice, in seconds. */
export const SHORT_WAIT = 30
