import * as z from 'zod/mini'
import type { Texts } from '../../core/texts/languages'
import type { Crm } from '../crm/crm'
import type { LogMode } from '../installation/settings'
import { bodyOf, titleOf } from './body'
import { cleaned } from './clean'
import { accountClock } from './clock'
import { addRedacted, type CallFacts, type Interaction } from './interaction'
import { referenceOf } from './reference'
import { summaryOf } from './summary'

/** What else a note or call is shown on, besides the contact's timeline: IDs of records. */
const links = z.lazy(() =>
  z.object({ ticketId: z.optional(z.string()), dealId: z.optional(z.string()), companyId: z.optional(z.string()) }),
)
export type Links = z.infer<typeof links>

/** A note or call as it goes to HubSpot, but for the contact. It holds no card or ID number. */
export const entrySchema = z.lazy(() =>
  z.object({
    object: z.enum(['notes', 'calls']),
    /** Of the interaction; names the entry among all others. */
    key: z.string(),
    properties: z.record(z.string(), z.string()),
    links,
    /** How many numbers were taken out, by kind. */
    redacted: z.record(z.string(), z.number()),
  }),
)
export type Entry = z.infer<typeof entrySchema>

/**
 * What is written of an interaction.
 *
 * @param isPatient see `summaryOf`.
 * @throws {ModelIsLateError}
 */
export async function entryOf(
  crm: Crm,
  raw: Interaction,
  { mode, links, isPatient }: { mode: LogMode; links: Links; isPatient: boolean },
): Promise<Entry> {
  const { interaction, redacted } = cleaned(raw)
  const clock = await accountClock(crm)
  const { summary, redacted: more } = await summaryOf(crm, interaction, clock, isPatient)
  const reference = referenceOf(interaction.key)
  const body = bodyOf(crm.installation.texts, interaction, summary, {
    clock,
    reference,
    hasTranscript: mode === 'summaryAndTranscript',
  })
  return {
    object: interaction.kind === 'call' ? 'calls' : 'notes',
    key: interaction.key,
    properties:
      interaction.call === undefined
        ? noteOf(interaction, body)
        : callOf(crm.installation.texts, interaction, interaction.call, body),
    links,
    redacted: addRedacted(redacted, more),
  }
}

const noteOf = ({ startedAt }: Interaction, body: string) => ({
  hs_timestamp: new Date(startedAt).toISOString(),
  hs_note_body: body,
})

/** Without COMPLETED people do not see the call (HubSpot's calling SDK, issue 46). */
function callOf(texts: Texts, interaction: Interaction, call: CallFacts, body: string): Record<string, string> {
  const { startedAt, endedAt, durationMs = endedAt === undefined ? undefined : endedAt - startedAt } = interaction
  return {
    hs_timestamp: new Date(startedAt).toISOString(),
    hs_call_title: titleOf(texts, interaction),
    hs_call_body: body,
    hs_call_status: 'COMPLETED',
    hs_call_direction: call.direction === 'outbound' ? 'OUTBOUND' : 'INBOUND',
    hs_call_disposition: dispositionOf(call.outcome),
    ...(durationMs !== undefined && durationMs >= 0 ? { hs_call_duration: String(Math.round(durationMs)) } : {}),
    ...(call.fromNumber === undefined ? {} : { hs_call_from_number: call.fromNumber }),
    ...(call.toNumber === undefined ? {} : { hs_call_to_number: call.toNumber }),
  }
}

/** The outcomes that every account has (HubSpot's documentation of calls), by their labels. */
const dispositions: Readonly<Record<string, string>> = {
  busy: '9d9162e7-6cf3-4944-bf63-4dff82258764',
  connected: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
  'left live message': 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff',
  'left voicemail': 'b2cf5968-551e-4856-9783-52b3da59a7d0',
  'no answer': '73a0d17f-1163-4015-bdd5-ec830791da20',
  'wrong number': '17b47fee-58de-441e-a44c-c6300d46f273',
}

const dispositionOf = (outcome = 'connected'): string =>
  dispositions[
    outcome
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
  ] ??
  dispositions.connected ??
  ''
