import { associatedIds } from '../../../src/hubspot/associations'
import { HubSpotError } from '../../../src/hubspot/errors'
import { createRecord, readRecords } from '../../../src/hubspot/records'
import { paths } from '../../../src/hubspot/versions'
import { referenceOf } from '../../../src/interaction-log/reference'
import type { Finding } from '../findings'
import { soon } from '../waiting'
import type { AssumptionId } from './assumptions'
import type { HubSpotTheatre } from './theatre'

/** HubSpot's own link from a note to a contact. */
const onContact = { category: 'HUBSPOT_DEFINED', typeId: 202 } as const

/** Writes a note on the session's contact as the interaction log does, looks for it as the log would, and removes it. */
export async function probeNote({ hubspot, botpress, bot }: HubSpotTheatre): Promise<Finding<AssumptionId>> {
  const contactId = botpress.conversations(bot).at(-1)?.tags.contactId
  if (!contactId) return { id: 'note', outcome: 'not seen', detail: 'the session has no contact' }
  const reference = referenceOf(`live test ${Date.now()}`)
  const properties = {
    hs_timestamp: new Date().toISOString(),
    hs_note_body: `<p><strong>Live test</strong></p><p>${reference}</p>`,
  }
  try {
    const made = { properties, associations: [{ to: contactId, kind: onContact }] }
    const { id } = await createRecord(hubspot, 'notes', made, soon())
    const ids = await associatedIds(hubspot, { type: 'contacts', id: contactId }, 'notes', soon())
    const [note] = ids.includes(id) ? await readRecords(hubspot, 'notes', [id], ['hs_note_body'], soon()) : []
    await hubspot.effect({
      what: 'remove the note',
      method: 'DELETE',
      path: paths.record('notes', id),
      deadline: soon(),
    })
    return note?.properties.hs_note_body?.includes(reference)
      ? { id: 'note', outcome: 'confirmed', detail: '' }
      : { id: 'note', outcome: 'refuted', detail: 'it was not among those of its contact, or without its last line' }
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    return { id: 'note', outcome: error.status === 403 ? 'not seen' : 'refuted', detail: error.message }
  }
}

/** Botpress is a stand-in here, and the token of an integration is to be had only where one is deployed. */
export const unseenModel: Finding<AssumptionId> = {
  id: 'model',
  outcome: 'not seen',
  detail:
    'deploy the integration, set "Interaction log: summary" to model, end a session, and read what heads the summary of its note',
}
