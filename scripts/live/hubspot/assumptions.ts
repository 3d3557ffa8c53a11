/** What HubSpot does not document and the design rests on, by name. */
export const assumptions = {
  idempotency:
    'A message published again with the same idempotency ID is not shown twice, and is answered with 2xx or 409',
  afterClose: 'A message can be published into a thread that is closed, and lands in that thread',
  redelivery: 'A channel webhook that was answered with 503 is delivered again',
  failedStatus: 'A reply marked FAILED keeps the reason, for the agent to read',
  signedPath: 'The v3 signature of a channel webhook is made for the URL as it was registered',
  contact: 'associateWithContactId attaches the thread to that contact',
  note: 'A new note is found among those of its contact at once, with the last line that it was written with',
  model: "The token of an integration is good for Botpress' language models",
  fileUrl: "An agent's file comes with a URL that opens without credentials, or with a numeric file ID",
} as const

export type AssumptionId = keyof typeof assumptions
