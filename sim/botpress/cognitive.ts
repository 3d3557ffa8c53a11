/** A text that the cognitive service was asked for. */
export type Asked = {
  /** Who asked, by the id of the installation's webhook. */
  webhookId: string
  /** All that it was given to read, in order. */
  messages: { role: 'user' | 'assistant' | 'system'; text: string }[]
  /** The request as it came. */
  request: Record<string, unknown>
  /** False when it was refused, which is after it was read. */
  answered: boolean
}

/** The console of the cognitive service. */
export type Cognitive = {
  /** Oldest first; emptied by `length = 0`. */
  asked: Asked[]
  /** What it answers to whatever it is asked; may be changed at any time. Default: two plain sentences. */
  answer: string
}

export const newCognitive = (): Cognitive => ({
  asked: [],
  answer: 'The customer asked a question. It was answered.',
})
