/** Something that was said. `at` is epoch ms, where it is known. */
export type Turn = { from: 'user' | 'bot' | 'agent'; name: string; text: string; at?: number | undefined }

/** Of a call. Direction is seen from HubSpot: who calls the company is inbound. */
export type CallFacts = {
  direction: 'inbound' | 'outbound'
  fromNumber: string | undefined
  toNumber: string | undefined
  outcome: string | undefined
}

/** A finished conversation as it is to be logged. Times are epoch ms. */
export type Interaction = {
  /** Names it among all others; the same whenever it is logged. */
  key: string
  kind: 'chat' | 'call'
  /** What the user is called; empty where nobody knows. */
  userName: string
  agents: readonly string[]
  startedAt: number
  endedAt: number | undefined
  durationMs: number | undefined
  /** How it ended, as a sentence; undefined where nobody said. */
  ending: string | undefined
  turns: readonly Turn[]
  summary: string | undefined
  title: string | undefined
  call: CallFacts | undefined
}

/** How many numbers were taken out, by kind. */
export type Redacted = Readonly<Record<string, number>>

export function addRedacted(...counts: readonly { readonly [kind: string]: number | undefined }[]): Redacted {
  const sum: Record<string, number> = {}
  for (const [kind, count = 0] of counts.flatMap(Object.entries<number | undefined>))
    sum[kind] = (sum[kind] ?? 0) + count
  return sum
}

/** How many there are together. */
export const sumOf = (redacted: Redacted): number => Object.values(redacted).reduce((sum, count) => sum + count, 0)
