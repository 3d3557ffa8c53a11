import { describe, expect, test } from 'vitest'
import { clinic } from '../../sim/hubspot/accounts/clinic'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import { onCrmStage } from './crm-stage'

describe('the list of objects', () => {
  test('holds the usual ones and the custom ones, with what the connection allows', async () => {
    const { call, crm } = await onCrmStage({ account: shop })
    const { objects } = await call('listObjects', {})
    expect(objects.map(({ name, canRead, canWrite }) => [name, canRead, canWrite])).toEqual([
      ['contacts', true, true],
      ['companies', true, true],
      ['deals', true, true],
      ['tickets', true, true],
      ['tasks', false, true],
      ['shop_order', true, true],
    ])
    expect(objects.at(-1)).toEqual({
      name: 'shop_order',
      label: 'Order',
      labelPlural: 'Orders',
      typeId: crm.type('p_shop_order').typeId,
      isCustom: true,
      canRead: true,
      canWrite: true,
      primaryField: 'order_number',
    })
  })

  test('has no custom ones without their scopes, and costs no refused call', async () => {
    const { call, stage } = await onCrmStage({ account: shop, scopes: ['tickets'] })
    const { objects } = await call('listObjects', {})
    expect(objects.map(({ name, canRead }) => `${name} ${canRead}`)).toEqual([
      'contacts true',
      'companies false',
      'deals false',
      'tickets true',
      'tasks false',
    ])
    expect(stage.hubspot.log.calls.filter(({ status }) => status >= 400)).toEqual([])
  })

  test('has no custom ones in an account that HubSpot does not list them for', async () => {
    const { call, stage } = await onCrmStage({ account: shop })
    stage.hubspot.faults.add({ path: /crm-object-schemas/, status: 403, times: 1 })
    expect((await call('listObjects', {})).objects.map(({ name }) => name)).not.toContain('shop_order')
    expect((await call('listObjects', {})).objects.map(({ name }) => name)).toContain('shop_order')
  })

  test('is as short as the configuration says', async () => {
    const { call } = await onCrmStage({ account: shop, configuration: { crmObjects: ['Order', 'tickets'] } })
    expect((await call('listObjects', {})).objects.map(({ name }) => name)).toEqual(['tickets', 'shop_order'])
  })
})

describe('the description of an object', () => {
  test('has fields with what can be done with them, and those first that matter', async () => {
    const { call } = await onCrmStage({ account: shop })
    const { fields, more, associations, pipelines } = await call('describeObject', { object: 'Orders' })
    expect(fields[0]).toEqual({
      name: 'order_number',
      label: 'Order number',
      type: 'text',
      description: 'As on the invoice, such as L-1001',
      isRequired: true,
      isReadOnly: false,
      isUnique: true,
      operators: ['is', 'isNot', 'isAnyOf', 'isNoneOf', 'contains', 'startsWith', 'isKnown', 'isUnknown'],
      options: [],
      optionCount: 0,
    })
    expect(fields.find(({ name }) => name === 'order_status')).toMatchObject({
      type: 'choice',
      options: expect.arrayContaining([{ label: 'Shipped', value: 'shipped' }]),
      optionCount: 5,
    })
    expect(associations.map(({ object }) => object)).toEqual(['contacts', 'companies', 'tickets'])
    expect(pipelines).toEqual([])
    expect(more).toBe(0)
  })

  test('has pipelines, and their stages as options', async () => {
    const { call } = await onCrmStage({ account: shop })
    const { fields, pipelines } = await call('describeObject', { object: '0-5', about: 'status' })
    expect(
      pipelines.map(({ label, stages }) => [label, stages.map((stage) => `${stage.label} ${stage.isOpen}`)]),
    ).toEqual([
      ['Support', ['New true', 'Waiting on us true', 'Closed false']],
      ['Returns', ['Announced true', 'Received true', 'Refunded false']],
    ])
    expect(fields[0]).toMatchObject({ name: 'hs_pipeline_stage', type: 'stage', optionCount: 6 })
  })

  test('is about what is asked for: name, label, description or option', async () => {
    const { call } = await onCrmStage({ account: clinic })
    const about = async (words: string, object = 'contacts') =>
      (await call('describeObject', { object, about: words })).fields.map(({ name }) => name)
    expect((await about('date of birth')).slice(0, 2)).toContain('birthday')
    expect((await about('pays privately'))[0]).toBe('insurance')
    expect((await about('dermatology', 'patient visits'))[0]).toBe('department')
    expect(await about('allergies')).toEqual([])
    expect(await about('diagnosis', 'patient_visit')).not.toContain('diagnosis')
  })

  test('counts what it leaves out', async () => {
    const { call } = await onCrmStage({ account: shop })
    const whole = await call('describeObject', { object: 'contacts', limit: 100 })
    const few = await call('describeObject', { object: 'contacts', limit: 3 })
    expect(few.fields).toHaveLength(3)
    expect(few.more).toBe(whole.fields.length + whole.more - 3)
  })

  test('caps options, and the answer', async () => {
    const { call, crm } = await onCrmStage({ account: shop })
    const options = Array.from({ length: 300 }, (_, at) => `Option number ${at}`)
    for (let at = 0; at < 30; at += 1) {
      const description = 'long words '.repeat(60)
      crm.defineProperty('contacts', {
        name: `choice_${at}`,
        label: `Choice ${at}`,
        type: 'enumeration',
        options,
        description,
      })
    }
    const answer = await call('describeObject', { object: 'contacts', about: 'choice', limit: 100 })
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(20_000)
    expect(answer.fields[0]?.options).toHaveLength(20)
    expect(answer.fields[0]?.optionCount).toBe(300)
    expect(answer.more).toBeGreaterThan(0)
  })

  test('is there for what can only be written', async () => {
    const { call } = await onCrmStage({ account: shop })
    const { fields } = await call('describeObject', { object: 'tasks' })
    expect(fields.map(({ name }) => name)).toContain('hs_task_subject')
    await expect(call('describeObject', { object: 'notes' })).rejects.toThrow(/no action reads or writes/)
  })

  test('leaves out what the configuration hides', async () => {
    const { call } = await onCrmStage({
      account: shop,
      configuration: { crmHiddenFields: ['contact.customer_number'] },
    })
    const { fields } = await call('describeObject', { object: 'contacts', limit: 100 })
    expect(fields.map(({ name }) => name)).not.toContain('customer_number')
    const { hits } = await call('searchSchema', { text: 'customer number' })
    expect(hits.map((hit) => ('field' in hit ? hit.field : hit.object))).not.toContain('customer_number')
  })
})

describe('a search in the schema', () => {
  test('finds objects and fields over all that can be read', async () => {
    const { call } = await onCrmStage({ account: shop })
    const first = async (text: string) => (await call('searchSchema', { text })).hits[0]
    expect(await first('orders')).toEqual({ kind: 'object', object: 'shop_order', label: 'Order' })
    expect(await first('tracking number')).toMatchObject({
      kind: 'field',
      object: 'shop_order',
      field: 'tracking_number',
    })
    expect(await first('broken on arrival')).toMatchObject({ field: 'return_reason', option: 'Broken on arrival' })
    expect(await first('ticket priority')).toMatchObject({ object: 'tickets', field: 'hs_ticket_priority' })
    expect(await first('zeppelin')).toBeUndefined()
    await expect(call('searchSchema', { text: ' ' })).rejects.toThrow(/"text" is missing/)
  })

  test('goes on where one object cannot be read', async () => {
    const { call } = await onCrmStage({ account: shop, scopes: scopes.crm })
    const { hits } = await call('searchSchema', { text: 'return reason' })
    expect(hits[0]).toMatchObject({ object: 'tickets', field: 'return_reason' })
  })
})

describe('availability', () => {
  test('is read anew each time, in one call', async () => {
    const { call, stage, crm } = await onCrmStage({ account: clinic })
    crm.addPerson({ userId: '900', name: 'Gone Away', email: 'gone@clinic.example', user: { hs_deactivated: 'true' } })
    const always = '[{"days":"EVERY_DAY","startMinute":0,"endMinute":1440}]'
    const present = { hs_availability_status: 'available', hs_working_hours: always, hs_standard_time_zone: 'UTC' }
    await call('checkAvailability', { emails: ['nobody@clinic.example'] })
    crm.addPerson({ userId: '901', name: 'Val There', email: 'Val@clinic.example', user: present })
    stage.startCounting()
    const answer = await call('checkAvailability', { emails: [' val@Clinic.example '] })
    expect(answer).toEqual({
      available: true,
      agents: [{ name: 'Val There', status: 'available', isWorkingNow: true }],
    })
    expect(stage.calls().hubspot).toEqual(['GET /crm/objects/2026-09/users'])
    const all = await call('checkAvailability', {})
    expect(all.available).toBe(true)
    expect(all.agents.map(({ name }) => name)).not.toContain('Gone Away')
  })

  test('names the box where the connection lacks the scope', async () => {
    const { call } = await onCrmStage({ account: clinic, scopes: [] })
    await expect(call('checkAvailability', {})).rejects.toThrow(/crm\.objects\.users\.read.*box "CRM"/)
  })
})
