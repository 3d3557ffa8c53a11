import type { WireRow } from '../../protocol'

/** What calls an action made: `1 call to HubSpot, 2 to Botpress`. */
export function costWords(calls: readonly Pick<WireRow, 'to'>[]): string {
  const to = (party: WireRow['to']) => calls.filter((call) => call.to === party).length
  const [hubspot, botpress] = [to('HubSpot'), to('Botpress')]
  return `${hubspot} ${hubspot === 1 ? 'call' : 'calls'} to HubSpot, ${botpress} to Botpress`
}
