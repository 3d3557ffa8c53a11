import type { Clock } from '../../core/messages/clock'
import { oneLine } from '../../core/messages/plain'
import { shorten } from '../../core/messages/split-text'
import type { Texts } from '../../core/texts/languages'
import { counted, say } from '../../core/texts/say'
import type { Interaction } from './interaction'

/**
 * What is known of an interaction, in three sentences: who, when and how long; what about; how it ended. For where nobody
 * has written a summary.
 */
export function factsOf(texts: Texts, interaction: Interaction, clock: Clock): string {
  return [who(texts, interaction, clock), about(texts, interaction), interaction.ending].filter(Boolean).join(' ')
}

function who(texts: Texts, { kind, userName, agents, ...interaction }: Interaction, clock: Clock): string {
  const { theBot, theCustomer } = texts
  const { startedAt } = interaction
  const length = lengthOf(texts, interaction)
  const values = {
    user: userName || theCustomer,
    others: agents.length === 0 ? theBot : say(texts, 'and', { names: theBot, last: listed(texts, agents) }),
    day: clock.day(startedAt),
    time: clock.time(startedAt),
  }
  const name = kind === 'call' ? ('spoke' as const) : ('chatted' as const)
  return length === undefined ? say(texts, name, values) : say(texts, `${name}For`, { ...values, length })
}

/** What the user said first is what it was about, as far as nobody says more. */
function about(texts: Texts, { turns }: Interaction): string {
  const first = turns.find(({ from, text }) => from === 'user' && text.trim() !== '')
  if (first === undefined) return ''
  const count = turns.filter(({ from }) => from === 'user').length
  const text = shorten(oneLine(first.text), 300)
  return count > 1 ? say(texts, 'beganWithMany', { text, count }) : say(texts, 'beganWith', { text })
}

/** `17 minutes`; undefined where it is not known. */
export function lengthOf(
  texts: Texts,
  { startedAt, endedAt, durationMs }: Pick<Interaction, 'startedAt' | 'endedAt' | 'durationMs'>,
): string | undefined {
  const ms = durationMs ?? (endedAt === undefined ? undefined : endedAt - startedAt)
  if (ms === undefined || ms < 0) return undefined
  if (ms < 90_000) return counted(texts, 'seconds', Math.round(ms / 1_000))
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return counted(texts, 'minutes', minutes)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return counted(texts, 'days', Math.round(hours / 24))
  const whole = counted(texts, 'hours', hours)
  return minutes % 60 === 0 ? whole : `${whole} ${counted(texts, 'minutes', minutes % 60)}`
}

function listed(texts: Texts, names: readonly string[]): string {
  const shown = names.slice(0, 5)
  const more = names.length - shown.length
  if (more > 0) return say(texts, 'and', { names: shown.join(', '), last: counted(texts, 'others', more) })
  const [last = '', ...before] = shown.toReversed()
  return before.length === 0 ? last : say(texts, 'and', { names: before.toReversed().join(', '), last })
}
