import { expect, test } from 'vitest'
import * as z from 'zod'
import { agents, inboxes, scopes } from '../../sim/hubspot-stage'
import fc from '../property'
import { owedErrands } from '../stage/tags'
import { until } from '../stage/until'
import { escalated, onStage } from './on-stage'
import { calm } from './talking'

const patch = z.object({ properties: z.record(z.string(), z.string()) })
const all = [...scopes.required, ...scopes.contacts, ...scopes.crm]
const tickets = /\/crm\/objects\/[^/]+\/tickets\/[^/]+$/

/** Whose ticket it is, where it stands, and what HubSpot alone writes. */
const kept = ['hubspot_owner_id', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_id', 'createdate']
const names = ['content', 'subject', 'Ticket description', 'hs_ticket_category', 'Ticket owner', 'Pipeline', ...kept]
const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', ' ', 'content\u0000', '{{user}}']

const secret = 'Unspeakable'
const value = fc.oneof(
  fc.string().map((text) => `${secret} ${text}`),
  fc.constantFrom<unknown>('1', '4', true, 7, -0.5, null, [secret], { content: secret }, { toString: secret }),
  fc.nat(3).map((times) => secret.repeat(times * 1_000)),
)
const entries = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names, ...odd), fc.string()), value), { maxLength: 25 })
/** As a template would make it, in which a name can stand twice and `__proto__` is one like any other. */
const object = entries.map(
  (all) => `{${all.map((pair) => pair.map((one) => JSON.stringify(one)).join(':')).join(',')}}`,
)
const broken = fc.oneof(
  object.map((json) => json.slice(0, -1)),
  fc.constantFrom('[]', '"text"', 'null', '1', `{"content":"x","hs_pipeline":"${secret}`, '['.repeat(20_000)),
  fc.constant(JSON.stringify({ content: secret.repeat(10_000) })),
)

/** What HubSpot would take. */
const examples: [string][] = [
  [JSON.stringify({ hs_pipeline_stage: '4' })],
  [JSON.stringify({ 'Ticket owner': agents.dana.email, content: 'x' })],
  [JSON.stringify({ hubspot_owner_id: agents.dana.email, Pipeline: '0' })],
  [`{"__proto__": {"hs_pipeline_stage": "4"}, "content": "x"}`],
]

test('whatever stands in "Ticket properties", only fields that a card may set are written, and no log repeats it', async () => {
  const stage = await onStage({ scopes: all, hubspot: { properties: { ticketHiddenForLooks: 0 } } })
  const crm = stage.hubspot.crm(stage.portalId)
  const written = () => stage.hubspot.log.calls.filter(({ method, path }) => method === 'PATCH' && tickets.test(path))
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 3, arbitrary: object }, broken), async (ticketProperties) => {
      const before = written().length
      const { user, thread } = await escalated(stage, {}, { hitlSession: { inboxId: inboxes[2].id, ticketProperties } })
      expect(user.session?.active).toBe(true)
      const owed = () => owedErrands(stage).length > 0
      for (let tries = 0; tries < 10 && owed(); tries += 1) await user.say('Hello?')
      await until(() => !owed())
      const made = crm.record('tickets', thread.ticketId ?? '')
      expect(made.properties).toMatchObject({ hs_pipeline: '0', hs_pipeline_stage: '1' })
      expect(made.properties.hubspot_owner_id).toBeUndefined()
      for (const { requestBody } of written().slice(before)) {
        const { properties } = patch.parse(requestBody)
        expect(
          Object.keys(properties).filter((name) => !['content', 'subject', 'hs_ticket_category'].includes(name)),
        ).toEqual([])
        for (const text of Object.values(properties))
          expect(ticketProperties).toContain(JSON.stringify(text).slice(1, -1))
      }
    }),
    { numRuns: 25, endOnFailure: true, examples },
  )
  await calm(stage)
  expect(written().length).toBeGreaterThan(0)
  expect(stage.logs.map(({ text }) => text).join('\n')).not.toContain(secret)
}, 60_000)
