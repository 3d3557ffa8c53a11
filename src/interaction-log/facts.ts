import type { Clock } from '../../core/messages/clock'
import { oneLine } from '../../core/messages/plain'
import { shorten } from '../../core/messages/split-text'
import type { Interaction } from './interaction'

/**
 * What is known of an interaction, in three sentences: who, when and how long; what about; how it ended. For where nobody
 * has written a summary.
 */
export function factsOf(interaction: Interaction, clock: Clock): string {
  return [who(interaction, clock), about(interaction), ending(interaction)].filter(Boolean).join(' ')
}

function who({ kind, userName, agents, ...interaction }: Interaction, clock: Clock): string {
  const user = userName || 'The customer'
  const others = agents.length === 0 ? 'the bot' : `the bot and ${listed(agents)}`
  const spoke = kind === 'call' ? 'spoke' : 'chatted'
  const length = lengthOf(interaction)
  const took = length === undefined ? '' : `, for ${length}`
  return `${user} ${spoke} with ${others} on ${clock.day(interaction.startedAt)} at ${clock.time(interaction.startedAt)}${took}.`
}

/** What the user said first is what it was about, as far as nobody says more. */
function about({ turns }: Interaction): string {
  const first = turns.find(({ from, text }) => from === 'user' && text.trim() !== '')
  if (first === undefined) return ''
  const count = turns.filter(({ from }) => from === 'user').length
  const more = count > 1 ? ` (${count} messages of theirs in all)` : ''
  return `It began with: "${shorten(oneLine(first.text), 300)}"${more}.`
}

function ending({ ending: said }: Interaction): string {
  return said ?? ''
}

/** `17 minutes`; undefined where it is not known. */
export function lengthOf({
  startedAt,
  endedAt,
  durationMs,
}: Pick<Interaction, 'startedAt' | 'endedAt' | 'durationMs'>): string | undefined {
  const ms = durationMs ?? (endedAt === undefined ? undefined : endedAt - startedAt)
  if (ms === undefined || ms < 0) return undefined
  if (ms < 90_000) return counted(Math.round(ms / 1_000), 'second')
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return counted(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return counted(Math.round(hours / 24), 'day')
  return minutes % 60 === 0 ? counted(hours, 'hour') : `${counted(hours, 'hour')} ${counted(minutes % 60, 'minute')}`
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5)
  if (names.length > shown.length) return `${shown.join(', ')} and ${names.length - shown.length} others`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
