import type { DeskName } from '../../desks'
import type { EndUser, Inbox, UserKind } from '../../protocol'
import type { IconName } from '../parts/icon-paths'

/** A word as it begins a sentence. */
export const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`

/** Up to two letters for a person without a picture. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase() || '?'
}

/** What each kind of end user is called. */
export const kindWords: Record<UserKind, string> = {
  known: 'A known customer',
  email: 'Someone with an e-mail address',
  phone: 'Someone with a phone number',
  anonymous: 'An anonymous visitor',
}

/** Who answers the end user at the moment; `desk` is the help desk's name. */
export function answeringWords(
  { talkingTo, agentName }: Pick<EndUser, 'talkingTo' | 'agentName'>,
  desk: DeskName,
): string {
  switch (talkingTo) {
    case 'bot':
      return 'The bot answers'
    case 'escalating':
      return `Handing over to ${desk}`
    case 'nobody':
      return 'Waiting for an agent'
    case 'agent':
      return `${agentName ?? 'An agent'} answers`
  }
}

/** Whether an agent is there. */
export const presenceWords = (isThere: boolean): string => (isThere ? 'Available' : 'Away')

export const inboxIcons = {
  INBOX: 'inbox',
  HELP_DESK: 'help-desk',
  DEPARTMENT: 'building',
} as const satisfies Record<Inbox['type'], IconName>

/** An inbox with its kind, where the name does not say it. */
export function inboxWords({ name, type }: Pick<Inbox, 'name' | 'type'>): string {
  return type === 'HELP_DESK' && !/help\s?desk/i.test(name) ? `${name} (help desk)` : name
}
