/** The plugin's default notices. Those to the end user come up in the transcript as `system`. */
export const notices = {
  handoff: 'I have escalated this conversation to a human agent. They should be with you shortly.',
  agentJoined: 'A human agent has joined the conversation.',
  agentClosed: 'The human agent closed the conversation. I will continue assisting you.',
  userEnded: 'You have ended the session with the human agent. I will continue assisting you.',
  nobodyAvailable: 'No human agent is available at the moment. I will continue assisting you.',
  unsupportedFromUser:
    'Sorry, I can only handle one of the following message types: text, image, video, audio, file, bloc',
  /** To the agent's side, without a user id. */
  sessionEnded: '( The user has ended the session. )',
  unsupportedFromAgent: 'Sorry, the user can only receive text messages. Please resend your message as a text message.',
} as const

/** What the plugin hands from one side to the other; anything else is answered with a notice. */
export const supportedTypes = new Set(['text', 'image', 'video', 'audio', 'file', 'bloc'])

/** Ends the session when the end user says it, trimmed and in any case. */
export const closeCommand = '/end'
