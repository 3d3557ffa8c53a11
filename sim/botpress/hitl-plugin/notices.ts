/** The plugin's default notices. Those to the end user come up in the transcript as `system`. */
export const notices = {
  handoff: 'I have escalated this conversation to a human agent. They should be with you shortly.',
  agentJoined: 'A human agent has joined the conversation.',
  agentClosed: 'The human agent closed the conversation. I will continue assisting you.',
  userEnded: 'You have ended the session with the human agent. I will continue assisting you.',
  nobodyAvailable:
    'No human agent is available at the moment. Please try again later. I will continue assisting you for the time being.',
  unsupportedFromUser:
    'Sorry, I can only handle one of the following message types: text, image, video, audio, file, bloc',
  notConnected: 'Something went wrong, you are not connected to a human agent...',
  /** To the agent's side, without a user id. */
  sessionEnded: '( The user has ended the session. )',
  unsupportedFromAgent:
    'Sorry, the user can not receive this type of message. Please resend your message as a text message.',
} as const

/** What the plugin hands from one side to the other; anything else is answered with a notice. */
export const supportedTypes = new Set(['text', 'image', 'video', 'audio', 'file', 'bloc'])

const defaultCloseCommand = '/end'

/**
 * The plugin's configuration, which a card can override for its session. A text that is empty or absent is the default;
 * `NULL` is none at all.
 */
export type PluginConfiguration = Partial<{
  onHitlHandoffMessage: string
  onHumanAgentAssignedMessage: string
  onHitlStoppedMessage: string
  onUserHitlCancelledMessage: string
  onIncompatibleMsgTypeMessage: string
  onUserHitlCloseMessage: string
  onAgentAssignedTimeoutMessage: string
  /** What the end user says to end the session; default `/end`. */
  userHitlCloseCommand: string
  /** Whether the bot's flow goes on by itself after the end; default true. */
  flowOnHitlStopped: boolean
  /** Whether agents are shown with their names and pictures; default true. */
  useHumanAgentInfo: boolean
}>

type Text = Extract<keyof PluginConfiguration, `on${string}`>

const defaultTexts: Record<Text, string> = {
  onHitlHandoffMessage: notices.handoff,
  onHumanAgentAssignedMessage: notices.agentJoined,
  onHitlStoppedMessage: notices.agentClosed,
  onUserHitlCancelledMessage: notices.sessionEnded,
  onIncompatibleMsgTypeMessage: notices.unsupportedFromAgent,
  onUserHitlCloseMessage: notices.userEnded,
  onAgentAssignedTimeoutMessage: notices.nobodyAvailable,
}

/** A notice as it is configured; undefined where there is to be none. */
export function textOf(configuration: PluginConfiguration, name: Text): string | undefined {
  const text = configuration[name]
  return text === 'NULL' ? undefined : text || defaultTexts[name]
}

/** Whether the end user says the close command, trimmed and in any case. */
export function isCloseCommand(configuration: PluginConfiguration, text: unknown): boolean {
  const command = configuration.userHitlCloseCommand || defaultCloseCommand
  return typeof text === 'string' && text.trim().toLowerCase() === command.trim().toLowerCase()
}
