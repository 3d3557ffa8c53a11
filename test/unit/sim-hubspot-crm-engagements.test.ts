import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { dispositions } from '../../sim/hubspot'
import {
  create,
  created,
  crm,
  crmScopes,
  failure,
  found,
  objects,
  problems,
  record,
  search,
  send,
  tokenWith,
} from './sim-hubspot-crm-rig'
import { call, json, sim } from './sim-hubspot-rig'

// Notes and calls: what is logged on the timelines of contacts.

const at = '2026-11-20T10:00:00.000Z'
const note = { hs_timestamp: at, hs_note_body: '<p>Chat about a lamp</p>' }
const phoneCall = {
  hs_timestamp: String(Date.parse(at)),
  hs_call_title: 'Call about a lamp',
  hs_call_body: '<p>Bright &amp; warm</p>',
  hs_call_direction: 'INBOUND',
  hs_call_status: 'COMPLETED',
  hs_call_disposition: dispositions.Connected,
  hs_call_duration: '61000',
  hs_call_from_number: '+494012345678',
  hs_call_to_number: '+494087654321',
}
const made = { notes: note, calls: phoneCall } as const
const kinds = ['notes', 'calls'] as const

const to = (id: string, ...types: number[]) => ({
  to: { id },
  types: types.map((associationTypeId) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId })),
})
const links = z.looseObject({
  results: z.array(
    z.looseObject({ toObjectId: z.string(), associationTypes: z.array(z.looseObject({ typeId: z.number() })) }),
  ),
})
const linked = async (from: string, kind: string) =>
  (await json(links, send('GET', `${objects}/${from}/associations/${kind}`))).results.map(
    ({ toObjectId, associationTypes }) => [toObjectId, ...associationTypes.map(({ typeId }) => typeId)],
  )

let ann: string
let firm: string
let deal: string
let ticket: string

beforeEach(() => {
  ann = crm.add('contacts', { email: 'ann@work.example' }).id
  firm = crm.add('companies', { name: 'Firm' }).id
  deal = crm.add('deals', { dealname: 'Lamps', pipeline: 'default', dealstage: 'contractsent' }).id
  ticket = crm.add('tickets', { subject: 'Lamp', hs_pipeline: '0', hs_pipeline_stage: '1' }).id
})

describe('a note or a call', () => {
  test.each([
    ['notes', [202, 190, 214, 228], [201, 189, 213, 227]],
    ['calls', [194, 182, 206, 220], [193, 181, 205, 219]],
  ] as const)(
    'of %s goes to contact, company, deal and ticket in one POST, read from both ends',
    async (object, there, back) => {
      const others = [
        ['contacts', ann],
        ['companies', firm],
        ['deals', deal],
        ['tickets', ticket],
      ] as const
      const associations = others.map(([, id], index) => to(id, there[index] ?? 0))
      const { id } = await created(object, made[object], associations)
      for (const [index, [kind, other]] of others.entries()) {
        expect(await linked(`${object}/${id}`, kind)).toEqual([[other, there[index]]])
        expect(await linked(`${kind}/${other}`, object)).toEqual([[id, back[index]]])
      }
    },
  )

  test.each(kinds)('of %s is read in a batch by what a contact is associated with', async (object) => {
    const types = { notes: 202, calls: 194 } as const
    const one = await created(object, made[object], [to(ann, types[object])])
    const other = await created(object, made[object], [to(ann, types[object])])
    const inputs = [{ id: ann }]
    const pairs = z.looseObject({
      results: z.array(z.object({ from: z.object({ id: z.string() }), to: links.shape.results })),
    })
    const read = await json(pairs, send('POST', `/crm/associations/2026-09/contacts/${object}/batch/read`, { inputs }))
    const ids = read.results.flatMap((result) => result.to.map(({ toObjectId }) => toObjectId))
    expect(ids).toEqual([one.id, other.id])
    const body = {
      inputs: ids.map((id) => ({ id })),
      properties: ['hs_note_body', 'hs_call_body', 'hs_timestamp'],
      propertiesWithHistory: [],
    }
    const { results } = await json(
      z.looseObject({ results: z.array(record) }),
      send('POST', `${objects}/${object}/batch/read`, body),
    )
    expect(results.map(({ properties }) => properties.hs_note_body ?? properties.hs_call_body)).toEqual(
      [object, object].map((it) => (it === 'notes' ? note.hs_note_body : phoneCall.hs_call_body)),
    )
    expect(results[0]?.properties.hs_timestamp).toBe(at)
  })

  test.each(kinds)('of %s needs a time, as ISO or in epoch ms', async (object) => {
    const { hs_timestamp: _, ...untimed } = made[object]
    expect(await problems(create(object, untimed))).toEqual([['hs_timestamp', 'MISSING_REQUIRED_PROPERTY']])
    expect(await problems(create(object, { ...untimed, hs_timestamp: '' }))).toEqual([
      ['hs_timestamp', 'MISSING_REQUIRED_PROPERTY'],
    ])
    for (const hs_timestamp of ['yesterday', '2026-11-20T10:00:00+01:00', '1763632800000.5', ' 1763632800000']) {
      expect((await create(object, { ...untimed, hs_timestamp })).status).toBe(400)
    }
    expect(crm.records(object)).toEqual([])
    for (const hs_timestamp of [at, String(Date.parse(at))]) {
      expect((await created(object, { ...untimed, hs_timestamp })).properties.hs_timestamp).toBe(at)
    }
  })

  test.each([
    ['notes', 'hs_note_body'],
    ['calls', 'hs_call_body'],
  ] as const)('of %s has a body of 65,536 characters at most, or of what the settings say', async (object, name) => {
    const sized = (length: number) => create(object, { ...made[object], [name]: 'x'.repeat(length) })
    expect((await sized(65_536)).status).toBe(201)
    expect(await problems(sized(65_537))).toEqual([[name, 'INVALID_LENGTH']])
    sim.properties.engagementBodyMax = 100
    expect(await problems(sized(101))).toEqual([[name, 'INVALID_LENGTH']])
    sim.properties.engagementBodyMax = 70_000
    expect((await sized(70_000)).status).toBe(201)
  })

  test.each([
    ['notes', { hs_note_text: 'x' }, [['hs_note_text', 'PROPERTY_DOESNT_EXIST']]],
    ['notes', { hs_call_body: 'x' }, [['hs_call_body', 'PROPERTY_DOESNT_EXIST']]],
    ['notes', { hs_body_preview: 'x' }, [['hs_body_preview', 'READ_ONLY_VALUE']]],
    ['notes', { hubspot_owner_id: '1' }, [['hubspot_owner_id', 'INVALID_OPTION']]],
    ['calls', { hs_call_direction: 'inbound' }, [['hs_call_direction', 'INVALID_OPTION']]],
    ['calls', { hs_call_status: 'Completed' }, [['hs_call_status', 'INVALID_OPTION']]],
    ['calls', { hs_call_disposition: 'Connected' }, [['hs_call_disposition', 'INVALID_OPTION']]],
    [
      'calls',
      { hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-000000000000' },
      [['hs_call_disposition', 'INVALID_OPTION']],
    ],
    ['calls', { hs_call_duration: '61.5' }, [['hs_call_duration', 'INVALID_LONG']]],
    ['calls', { hs_call_duration: '-1' }, [['hs_call_duration', 'INVALID_LONG']]],
    ['calls', { hs_call_duration: '1:01' }, [['hs_call_duration', 'INVALID_LONG']]],
    ['calls', { hs_call_source: 'ELSEWHERE' }, [['hs_call_source', 'INVALID_OPTION']]],
    ['calls', { hs_activity_type: 'Support' }, [['hs_activity_type', 'INVALID_OPTION']]],
  ] as const)('of %s with %j is refused, and nothing is made', async (object, values, expected) => {
    expect(await problems(create(object, { ...made[object], ...values }))).toEqual(expected)
    expect(crm.records(object)).toEqual([])
  })

  test('may have outcomes of the account’s own', async () => {
    const own = '0c5a3a6b-3ff7-4a5c-9a21-6c1f0f7a1b2c'
    const known = Object.entries(dispositions).map(([label, value]) => ({ label, value }))
    crm.changeProperty('calls', 'hs_call_disposition', { options: [...known, { label: 'Call back', value: own }] })
    expect((await create('calls', { ...phoneCall, hs_call_disposition: own })).status).toBe(201)
  })

  test('is shown without its body unless that is asked for, and a text may begin with a semicolon', async () => {
    const { id } = await created('notes', { ...note, hs_note_body: ';x;x' })
    expect((await json(record, send('GET', `${objects}/notes/${id}`))).properties.hs_note_body).toBeUndefined()
    const asked = send('GET', `${objects}/notes/${id}?properties=hs_note_body,hs_body_preview`)
    expect((await json(record, asked)).properties.hs_note_body).toBe(';x;x')
  })

  test('has a preview of its body, without tags and cut short', async () => {
    const preview = async (hs_call_body: string) => {
      const { properties } = await created('calls', { ...phoneCall, hs_call_body })
      return [properties.hs_body_preview, properties.hs_body_preview_is_truncated]
    }
    expect(await preview('<p>Bright &amp; warm</p>')).toEqual(['Bright & warm', 'false'])
    expect(await preview(`<b>${'x'.repeat(301)}</b>`)).toEqual(['x'.repeat(300), 'true'])
  })
})

describe('an association of a note or a call', () => {
  const types = { notes: 202, calls: 194 } as const
  const refused = async (object: (typeof kinds)[number], associations: unknown[]) => {
    const before = crm.timeline(ann).created
    const { category, message, errors } = await json(failure, create(object, made[object], associations), 400)
    expect([category, message, crm.timeline(ann).created]).toEqual([
      'VALIDATION_ERROR',
      'One or more associations are invalid',
      before,
    ])
    return errors[0]?.message
  }

  test.each(kinds)('of %s is refused to a contact that was deleted, and one that never was', async (object) => {
    crm.archive('contacts', ann)
    expect(await refused(object, [to(ann, types[object])])).toBe(`CONTACT with id ${ann} does not exist`)
    expect(await refused(object, [to('17', types[object])])).toBe('CONTACT with id 17 does not exist')
  })

  test.each(kinds)(
    'of %s is refused to a contact that was merged away, whose id is answered with the survivor',
    async (object) => {
      const gone = crm.add('contacts', { email: 'ann@home.example' }).id
      crm.merge('contacts', ann, gone)
      expect(await refused(object, [to(gone, types[object])])).toBe(`CONTACT with id ${gone} does not exist`)
      const survivor = await json(record, send('GET', `${objects}/contacts/${gone}?properties=hs_merged_object_ids`))
      expect([survivor.id, survivor.properties.hs_merged_object_ids]).toEqual([ann, gone])
      expect((await create(object, made[object], [to(survivor.id, types[object])])).status).toBe(201)
    },
  )

  test.each([
    ['from the other end', 'notes', () => [to(ann, 201)]],
    ['of a call for a note', 'notes', () => [to(ann, 194)]],
    ['of a note for a call', 'calls', () => [to(ann, 202)]],
    ['to a company for a contact', 'notes', () => [to(ann, 190)]],
    ['to a deal that there is not', 'notes', () => [to(ann, 202), to('17', 214)]],
    ['to a ticket that there is not', 'calls', () => [to(ann, 194), to('17', 220)]],
  ] as const)('%s is refused, and nothing is made', async (_what, object, associations) => {
    await refused(object, [...associations()])
  })
})

test('notes and calls are read and written with the scopes of contacts, and of what they belong to', async () => {
  const without = (...names: string[]) => tokenWith(crmScopes.filter((it) => !names.includes(it)))
  const post = (token: string, ...associations: unknown[]) =>
    call('POST', `${objects}/notes`, { properties: note, associations }, token)
  const readOnly = await without('crm.objects.contacts.write')
  expect((await post(readOnly)).status).toBe(403)
  expect((await call('GET', `${objects}/notes`, undefined, readOnly)).status).toBe(200)
  const blind = await without('crm.objects.contacts.read')
  expect((await call('GET', `${objects}/notes`, undefined, blind)).status).toBe(403)
  expect((await call('GET', `${objects}/companies/${firm}/associations/calls`, undefined, blind)).status).toBe(403)
  const noDeals = await without('crm.objects.deals.write', 'tickets')
  expect((await post(noDeals, to(ann, 202), to(deal, 214))).status).toBe(403)
  expect((await post(noDeals, to(ann, 202), to(ticket, 228))).status).toBe(403)
  expect((await post(noDeals, to(ann, 202))).status).toBe(201)
  expect(crm.timeline(ann).created).toBe(1)
})

test('a search finds notes by body and calls by title and preview, later than they are read', async () => {
  sim.settings.searchesPerSecond = Number.POSITIVE_INFINITY
  const hits = async (object: string, query: string) =>
    (await json(found, search(object, { query }))).results.map(({ id }) => id)
  const { id } = await created('notes', note, [to(ann, 202)])
  const calledId = (await created('calls', phoneCall)).id
  expect(await hits('notes', 'chat lamp')).toEqual([id])
  expect([await hits('calls', 'lamp'), await hits('calls', 'bright')]).toEqual([[calledId], [calledId]])
  crm.setSearchLag(60_000)
  const late = await created('notes', { ...note, hs_note_body: 'later' }, [to(ann, 202)])
  expect(await hits('notes', 'later')).toEqual([])
  expect((await linked(`contacts/${ann}`, 'notes')).map(([noteId]) => noteId)).toEqual([id, late.id])
  expect((await send('GET', `${objects}/notes/${late.id}`)).status).toBe(200)
})

test('what was lost on its way back was made all the same, and the contact shows it', async () => {
  sim.faults.add({ method: 'POST', path: /\/notes$/, drop: 'after', times: 1 })
  await expect(create('notes', note, [to(ann, 202)])).rejects.toThrow()
  expect(crm.timeline(ann).entries).toHaveLength(1)
  sim.faults.add({ method: 'POST', path: /\/notes$/, status: 503, times: 1 })
  expect((await create('notes', note, [to(ann, 202)])).status).toBe(503)
  expect(crm.timeline(ann).created).toBe(1)
})

describe('the timeline', () => {
  test('of a contact has its notes and calls, oldest first, and counts all that were made', async () => {
    const later = await created('notes', note, [to(ann, 202), to(firm, 190)])
    const sooner = await created('calls', { ...phoneCall, hs_timestamp: '2026-11-19T10:00:00Z' }, [to(ann, 194)])
    const bob = crm.add('contacts', { email: 'bob@work.example' }).id
    await created('notes', note, [to(bob, 202)])
    const { entries, created: count } = crm.timeline(ann)
    expect(entries.map(({ object, id }) => [object, id])).toEqual([
      ['calls', sooner.id],
      ['notes', later.id],
    ])
    expect(entries[1]?.properties).toMatchObject({ ...note, hs_body_preview: 'Chat about a lamp' })
    expect(entries[1]?.associations).toEqual([
      { object: 'contacts', id: ann, typeIds: [202] },
      { object: 'companies', id: firm, typeIds: [190] },
    ])
    expect(count).toBe(3)
    await send('DELETE', `${objects}/notes/${later.id}`)
    expect([crm.timeline(ann).entries.map(({ id }) => id), crm.timeline(ann).created]).toEqual([[sooner.id], 3])
  })

  test('of a contact that was merged goes to the survivor, also by the old id', async () => {
    const gone = crm.add('contacts', { email: 'ann@home.example' }).id
    const [first, second] = [
      await created('notes', note, [to(gone, 202), to(firm, 190)]),
      await created('calls', phoneCall, [to(ann, 194)]),
    ]
    crm.merge('contacts', ann, gone)
    const ids = [first.id, second.id]
    expect(crm.timeline(ann).entries.map(({ id }) => id)).toEqual(ids)
    expect(crm.timeline(gone).entries.map(({ id }) => id)).toEqual(ids)
    expect(await linked(`contacts/${ann}`, 'notes')).toEqual([[first.id, 201]])
    expect(await linked(`notes/${first.id}`, 'contacts')).toEqual([[ann, 202]])
    expect(await linked(`notes/${first.id}`, 'companies')).toEqual([[firm, 190]])
  })

  test('of somebody who is no contact is an error, that of a new one is empty', () => {
    expect(() => crm.timeline('17')).toThrow('no contact 17')
    expect(crm.timeline(ann)).toEqual({ entries: [], created: 0 })
  })
})
