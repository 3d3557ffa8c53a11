import type { EndUser, Inbox, UserKind } from '../../protocol'

/** Up to two letters for a person without a picture. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase() || '?'
}

/** What each kind of end user is called, and what HubSpot knows about them. */
export const kindWords: Record<UserKind, { title: string; explanation: string }> = {
  known: { title: 'A known customer', explanation: 'HubSpot has a contact for the e-mail address.' },
  email: { title: 'Someone with an e-mail address', explanation: 'New to HubSpot: a contact is made.' },
  phone: { title: 'Someone with a phone number', explanation: 'New to HubSpot: a contact is made.' },
  anonymous: { title: 'An anonymous visitor', explanation: 'No contact: HubSpot shows a visitor.' },
}

/** Who answers the end user at the moment. */
export function answeringWords({ talkingTo, agentName }: Pick<EndUser, 'talkingTo' | 'agentName'>): string {
  switch (talkingTo) {
    case 'bot':
      return 'The bot answers'
    case 'escalating':
      return 'Handing over to HubSpot'
    case 'nobody':
      return 'Waiting for an agent'
    case 'agent':
      return `${agentName ?? 'An agent'} answers`
  }
}

/** An inbox with its kind, where the name does not say it. */
export function inboxWords({ name, type }: Pick<Inbox, 'name' | 'type'>): string {
  return type === 'HELP_DESK' && !/help\s?desk/i.test(name) ? `${name} (help desk)` : name
}
