import type { WireRow } from '../../../protocol'
import { botpressWhy } from './botpress'
import { hubspotWhy } from './hubspot'
import { salesIqWhy } from './salesiq'

const ofParty = { HubSpot: hubspotWhy, SalesIQ: salesIqWhy, Botpress: botpressWhy }

/** What a call is for, in a sentence; undefined for one that nobody has a word for. */
export function whyWords({ what, from, to }: Pick<WireRow, 'what' | 'from' | 'to'>): string | undefined {
  const other = from === 'integration' ? to : from
  if (other === 'integration') return undefined
  const why = lookUp(ofParty[other], what) ?? lookUp(botpressWhy, what)
  if (why !== undefined || from !== 'Botpress') return why
  return `The bot has the action “${what}” carried out.`
}

/** The value of a change is a part of its name: `assignedTo A-501 and 2 more`. */
function lookUp(words: Readonly<Record<string, string>>, what: string): string | undefined {
  const name = what.replace(/ and \d+ more$/, '')
  return words[name] ?? words[name.split(' ')[0] ?? name]
}
