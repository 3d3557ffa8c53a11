import * as z from 'zod'
import type { RunAction } from './talk'

const presence = z.object({
  available: z.boolean(),
  reason: z.string().default(''),
  agents: z.array(z.object({ name: z.string(), status: z.string() })),
})

/** Whether one of these agents would answer, in the bot's words: asked before anybody is promised that. */
export async function whoIsThere(run: RunAction, emails: readonly string[]): Promise<string> {
  const { available, reason, agents } = presence.parse(await run('checkAvailability', { emails }))
  if (!available) return `${reason} I can open a ticket for you, or hand you over: somebody will answer later.`
  const there = agents.filter(({ status }) => status === 'available').map(({ name }) => `**${name}**`)
  return `${there.join(' and ')} can answer now. Shall I get a person?`
}
