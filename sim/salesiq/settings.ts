import type { Region } from './model'

/** Families of v2 calls that an org token may or may not be good for. */
export const families = [
  'conversations',
  'notes',
  'transcript',
  'attachments',
  'close',
  'webhooks',
  'departments',
] as const

export type Family = (typeof families)[number]

/**
 * How this Zoho behaves. All of it may be changed while the stand-in runs, through `sim.settings`. Each line says what is
 * documented, what was seen of a live portal, and what is only assumed: then both ways are worth a test.
 */
export type Settings = {
  // Clocks and tokens

  /** How far Zoho's clock is ahead of ours, in ms; negative for behind. Default 0. */
  clockAheadMs: number
  /** Life of an access token in seconds; default 3600, as documented. */
  accessTokenTtlS: number
  /**
   * Tokens that a refresh token gives within `tokenWindowMs`; default 10 within 10 minutes, as documented. More is refused
   * with HTTP 400 until the window has passed. Tries that are refused count too (documented: retrying lengthens it).
   */
  tokensPerWindow: number
  tokenWindowMs: number
  /** Living access tokens of one refresh token; one more ends the oldest. Default 15, as documented. */
  livingTokens: number
  /** Refresh tokens of one user and client; one more ends the oldest, with its access tokens. Default 20, as documented. */
  refreshTokens: number
  /** Regions whose `expires_in` is in ms, with `expires_in_sec` beside it; default Canada alone, as seen. */
  expiresInMs: Region[]
  /**
   * The data centre that the accounts paths stand for: codes and refresh tokens of portals elsewhere are `invalid_code`
   * there, as documented. Default `any`, since this is one host for all.
   */
  accountsRegion: Region | 'any'
  /** What the way back from the consent page names as `location`; default undefined: the portal's region. */
  location: string | undefined
  /** The same for `accounts-server`; default undefined: the accounts host of that region, as documented. */
  accountsServer: string | undefined
  /** v2 families that take a token of an ORG client; a call of another is error 1009. Unknown; default: all. */
  orgTokenOn: Family[]

  // Errors

  /**
   * HTTP status of error bodies. `200`: always 200, as documented. `4xx` (default): as seen, 401 for codes 1002 and 1008, 404
   * for 1006 and 1019, 400 for all others; which code has which is assumed.
   */
  errorStatus: '200' | '4xx'

  // Opening

  /** True: the answer of open lacks `conversation_id`, as Zoho's older sample does; default false, as seen. */
  opensWithoutConversationId: boolean
  /** Whether `past_messages` is known; where it is not, error 1011 names it. Seen in use; default true. */
  pastMessages: boolean
  /** Most entries of `past_messages`, else error 1011; unknown, default 100. */
  pastMessagesMax: number
  /** Longest text, question, caption, note and past message in UTF-16 units, else error 1011; unknown, default 5000. */
  textMax: number
  /** Most seconds of `custom_wait_time`; default 999, as documented. */
  waitTimeMax: number
  /** What visitors are told apart by: the same `visitor.id` for the same. Unknown; default: either joins. */
  joinsVisitorsBy: 'userId' | 'email' | 'either'
  /** What becomes of a chat that is opened while nobody is online; unknown. Default `waits`: somebody is. */
  nobodyOnline: 'waits' | 'missed' | 'refused'
  /**
   * How much sooner a waiting chat is missed than it says: ms per second of its waiting time. Default 0: never by itself;
   * 1000 is life.
   */
  waitScale: number
  /** ms after the open by which an automatic assignment is stamped; default 113, as seen. */
  autoAssignMs: number
  /** True: news of an automatic assignment is on its way before open is answered; default false. */
  eventsOvertake: boolean

  // Messages

  /** What a message into an ended or missed chat gets: error 1019 (default) or an empty success. Unknown. */
  sendIntoEnded: 'refuse' | 'accept'
  /** Largest file in bytes, else error 1027; default 50 MB, as documented. */
  fileMax: number
  /** Ends of names whose files are refused with 1028, whatever their content; SVG is documented, the others assumed. */
  refusedExtensions: string[]
  /** Where a visitor's closing is: the documented v2 path (default), its plausible v1 twin, both, or nowhere (error 1006). */
  visitorClose: 'v2' | 'v1' | 'both' | 'off'
  /** Whether the transcript begins with the question; unknown, default true. */
  questionInTranscript: boolean
  /** Whether the transcript has the past messages; unknown, default false. */
  pastMessagesInTranscript: boolean
  /** How the transcript shows a file: as `message.attachment` (default) or `message.file`; unknown. */
  transcriptFiles: 'attachment' | 'file'
  /** How long a new chat is unknown to the list of chats, in ms; unknown, default 0. */
  listLagMs: number
  /** How a brand lists its departments: `{"<id>":"<name>"}` each (default), as seen, or `{"id","name"}`. */
  brandDepartments: 'map' | 'objects'

  // Webhooks

  /** How public keys are written: as PEM (default) or as the base64 of it without lines; unknown. */
  keyFormat: 'pem' | 'base64'
  /** Whether a webhook that is made with `secured` has a key at once; the sample of the answer shows one. Default true. */
  keyOnCreate: boolean
  /** Whether a webhook made by API may name `conversation.reopened`, which only workflows document; default false. */
  reopenedSubscribable: boolean
  /** Pauses before the further tries of one webhook in ms; documented are three, a minute apart. Default three of 300 ms. */
  redeliveryDelaysMs: number[]
  /** How long Zoho waits for an answer to a webhook; default 5000 ms, as documented. */
  webhookTimeoutMs: number
  /**
   * `full` (default): as seen. `workflow`: without `handler` and `webhook`, as of a workflow's webhook. `bare`: only `event` and
   * `entity`, as some samples print it.
   */
  envelope: 'full' | 'workflow' | 'bare'
  /** True: `app_id` is a number in webhooks, as some samples print it; default false, as seen. */
  appIdAsNumber: boolean
  /** In which events `customer_info` comes back: seen of `completed` alone, which is the default. */
  customerInfoInEvents: 'all' | 'completed' | 'none'
  /**
   * How `operator.replied` shows a file: no source has it. `attachment` (default), `attachments` and `file` carry an id for the
   * download, `url` an address at SalesIQ that wants the token, `bare` neither text nor file.
   */
  agentFiles: 'attachment' | 'attachments' | 'file' | 'url' | 'bare'
  /** How long after a reply was written its event is stamped, in ms; some 100 were seen. Default 0. */
  replyStampMs: number
  /** Whether the visitor's messages that come by API fire `conversation.visitor.replied`; unknown, default true. */
  visitorMessagesHeard: boolean
  /** Whether an accepted transfer also fires `conversation.attender.updated`; unknown, default false. */
  transferUpdatesAttender: boolean
  /** What a chat becomes that the visitor closes before anybody picked up: completed (default) or missed. Unknown. */
  abandoned: 'completed' | 'missed'
  /** Whether `conversation.completed` follows upon `conversation.missed`; unknown, default false. */
  completedAfterMissed: boolean
}

export const defaultSettings: Settings = {
  clockAheadMs: 0,
  accessTokenTtlS: 3600,
  tokensPerWindow: 10,
  tokenWindowMs: 600_000,
  livingTokens: 15,
  refreshTokens: 20,
  expiresInMs: ['ca'],
  accountsRegion: 'any',
  location: undefined,
  accountsServer: undefined,
  orgTokenOn: [...families],
  errorStatus: '4xx',
  opensWithoutConversationId: false,
  pastMessages: true,
  pastMessagesMax: 100,
  textMax: 5000,
  waitTimeMax: 999,
  joinsVisitorsBy: 'either',
  nobodyOnline: 'waits',
  waitScale: 0,
  autoAssignMs: 113,
  eventsOvertake: false,
  sendIntoEnded: 'refuse',
  fileMax: 50 * 1024 * 1024,
  refusedExtensions: ['svg', 'exe', 'bat', 'cmd', 'com', 'js', 'jar', 'msi', 'sh', 'html', 'htm'],
  visitorClose: 'v2',
  questionInTranscript: true,
  pastMessagesInTranscript: false,
  transcriptFiles: 'attachment',
  listLagMs: 0,
  brandDepartments: 'map',
  keyFormat: 'pem',
  keyOnCreate: true,
  reopenedSubscribable: false,
  redeliveryDelaysMs: [300, 300, 300],
  webhookTimeoutMs: 5000,
  envelope: 'full',
  appIdAsNumber: false,
  customerInfoInEvents: 'completed',
  agentFiles: 'attachment',
  replyStampMs: 0,
  visitorMessagesHeard: true,
  transferUpdatesAttender: false,
  abandoned: 'completed',
  completedAfterMissed: false,
}
