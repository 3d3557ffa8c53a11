import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCrm } from '../../../playground/server/hubspot/crm/seed'
import { CrmWatch } from '../../../playground/server/hubspot/crm/watch'
import { type CrmSide, type HubSpotSim, startHubSpotSim } from '../../../sim/hubspot'

const portalId = 7
let hubspot: HubSpotSim
let crm: CrmSide
let watch: CrmWatch

const kind = (label: string) => watch.view().objects.find((object) => object.label === label)
const newest = (label: string) => kind(label)?.records[0]

beforeAll(async () => {
  // The search knows of nothing that is written.
  hubspot = await startHubSpotSim({ contactSearchLagMs: 1_000_000_000 })
  hubspot.addPortal({ portalId, inboxes: [], agents: [] })
  crm = hubspot.crm(portalId)
  seedCrm(crm, Date.now())
  watch = new CrmWatch(crm, () => 5)
  watch.view()
})

afterAll(() => hubspot.close())

test('a record has what people read: labels, names of owners, where it stands, what belongs to it', () => {
  const ann = kind('Contact')?.records.find(({ title }) => title === 'Ann Example')
  expect(ann?.facts).toContainEqual({ name: 'lifecyclestage', label: 'Lifecycle Stage', value: 'Customer' })
  expect(ann?.facts).toContainEqual({ name: 'hubspot_owner_id', label: 'Owner', value: 'Olive Sample' })
  const broken = kind('Ticket')?.records.find(({ title }) => title === 'Lamp arrived broken')
  expect(broken?.stage).toMatchObject({ label: 'Announced', pipeline: 'Returns', isOpen: true })
  expect(broken?.facts).toContainEqual({ name: 'return_reason', label: 'Return reason', value: 'Broken on arrival' })
  expect(broken?.links).toMatchObject([
    { kind: 'Contact', title: 'Ann Example' },
    { kind: 'Order', title: 'L-1001' },
  ])
})

test('what is new comes first, and what the account had before is no change', () => {
  expect(watch.view().objects.flatMap(({ records }) => records.flatMap(({ changes }) => changes))).toEqual([])
  const { id } = crm.add('tickets', { subject: 'Newest', hs_pipeline: '0', hs_pipeline_stage: '1' })
  expect(newest('Ticket')).toMatchObject({ id, title: 'Newest', changes: [{ label: 'Created', by: 'person' }] })
})

test('what changed is kept, newest first, and who did it', () => {
  const id = newest('Ticket')?.id ?? ''
  crm.update('tickets', id, { hs_ticket_priority: 'HIGH' })
  watch.view()
  // As it is when it comes in over the API.
  crm.update('tickets', id, { hs_pipeline_stage: '4' })
  crm.writes.push({ operation: 'update', object: 'tickets', id })
  expect(newest('Ticket')).toMatchObject({
    stage: { label: 'Closed', isOpen: false },
    changes: [
      { label: 'Ticket status', from: 'New', to: 'Closed', by: 'bot' },
      { label: 'Priority', to: 'High', by: 'person' },
      { label: 'Created' },
    ],
  })
})

test('to be associated with another is a change, though the record itself is as before', () => {
  const kim = kind('Contact')?.records.find(({ title }) => title === 'Kim Lee')
  crm.associate({ object: 'contacts', id: kim?.id ?? '' }, { object: 'tickets', id: newest('Ticket')?.id ?? '' })
  const after = kind('Contact')?.records.find(({ title }) => title === 'Kim Lee')
  expect(after?.changes).toEqual([{ at: 5, by: 'person', label: 'Ticket', to: 'Newest' }])
  expect(after?.updatedAt).toBe(kim?.updatedAt)
})

test('no more than fifty of a kind are shown, and how many there are', () => {
  for (let number = 0; number < 60; number += 1) crm.add('companies', { name: `Company ${number}` })
  expect(kind('Company')?.records).toHaveLength(50)
  expect(kind('Company')?.count).toBe(62)
})
