import { afterAll, beforeAll, expect, test } from 'vitest'
import { timelineOf } from '../../../playground/server/hubspot/crm/timeline'
import { type CrmSide, type HubSpotSim, startHubSpotSim } from '../../../sim/hubspot'

const portalId = 7
let hubspot: HubSpotSim
let crm: CrmSide
let kim = ''

beforeAll(async () => {
  hubspot = await startHubSpotSim()
  hubspot.addPortal({ portalId, inboxes: [], agents: [] })
  crm = hubspot.crm(portalId)
  kim = crm.add('contacts', { firstname: 'Kim', lastname: 'Lee' }).id
})

afterAll(() => hubspot.close())

const shown = () => timelineOf(crm, kim, crm.objects())

function note(body: string, at: string, more: { object: string; id: string }[] = []) {
  const associate = [{ object: 'contacts', id: kim }, ...more]
  return crm.add('notes', { hs_note_body: body, hs_timestamp: at }, { associate })
}

test('a contact of whom nothing was noted has none', () => {
  expect(shown()).toEqual([])
})

test('a note is called by its first line, and has its body as it came and where else it is', () => {
  const { id } = crm.add('tickets', { subject: 'Lamp', hs_pipeline: '0', hs_pipeline_stage: '1' })
  const body = '<p><strong>Chat with Kim</strong></p><p>&lt;b&gt;</p>'
  note(body, '2026-11-26T10:00:00Z', [{ object: 'tickets', id }])
  expect(shown()).toEqual([
    {
      id: expect.any(String),
      kind: 'Note',
      at: Date.UTC(2026, 10, 26, 10),
      title: 'Chat with Kim',
      facts: [],
      html: body,
      links: [{ typeId: '0-5', id, title: 'Lamp', kind: 'Ticket' }],
    },
  ])
})

test('a call has what HubSpot says of it, in words', () => {
  const call = {
    ...{ hs_call_title: 'About a lamp', hs_call_body: '<p>Hi</p>', hs_timestamp: '2026-11-26T11:00:00Z' },
    ...{ hs_call_direction: 'INBOUND', hs_call_status: 'COMPLETED', hs_call_duration: '3605000' },
    ...{ hs_call_disposition: '9d9162e7-6cf3-4944-bf63-4dff82258764', hs_call_from_number: '+15550100000' },
  }
  crm.add('calls', call, { associate: [{ object: 'contacts', id: kim }] })
  expect(shown()[0]).toMatchObject({
    ...{ kind: 'Call', title: 'About a lamp', html: '<p>Hi</p>', links: [] },
    facts: [
      { label: 'Call direction', value: 'Inbound' },
      { label: 'Call outcome', value: 'Busy' },
      { label: 'Call duration', value: '60:05' },
      { label: 'From number', value: '+15550100000' },
    ],
  })
})

test('the newest come first, and no more than ten', () => {
  for (let hour = 12; hour < 22; hour += 1) note(`<p>${hour}</p>`, `2026-11-26T${hour}:00:00Z`)
  expect(shown().map(({ title }) => title)).toEqual(['21', '20', '19', '18', '17', '16', '15', '14', '13', '12'])
})
