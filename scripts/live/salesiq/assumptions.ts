/** What Zoho does not document and the design rests on, by name. */
export const assumptions = {
  handshake: 'Before SalesIQ makes a webhook it asks the URL with HEAD, and nobody else has to answer',
  signature: 'A webhook made with `secured` is signed with its oldest key, over the raw body; the key is PEM or base64',
  marker: 'What a chat was opened with as customer_info comes back in every event',
  operatorCalls: 'An org token may look at a chat, list chats, read the transcript, write notes, and close a chat',
  redelivery: 'An event that was answered with 503 comes again, with the same time',
  agentText: 'What an agent writes comes as plain text, as it was written',
  agentFile: "An agent's file comes as operator.replied, with an ID or an address that opens with the token",
  transfer: 'Who takes a chat over is named by transfer.accepted or attender.updated',
  echo: "What is sent as the visitor does not come back as an agent's reply",
  afterEnd: 'A message into a chat that has ended is refused',
  pastMessages: 'Messages of the time before are taken with the chat, and fire no events',
  limits: 'Texts, questions and notes of the lengths in limits.ts arrive whole',
  visitorClose: 'The visitor closes a chat by PUT at the documented path, which is told as completed by the visitor',
  missed: 'A chat that nobody picks up is told of as missed, and that nobody is in charge',
  offline: 'A chat that is opened while nobody is online is opened all the same',
  visitors: 'Chats of different users without an address are chats of different visitors',
} as const

export type AssumptionId = keyof typeof assumptions
