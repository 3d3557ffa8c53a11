import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { unpack } from '../../../core/documentation/unpack'
import { packed as salesiq } from '../../../integrations/zoho-salesiq/src/documentation/packed'
import { renderAll } from '../../../scripts/docs/pack'
import { documentations } from '../../../scripts/docs/pages'
import { packed as hubspot } from '../../../src/documentation/packed'

const packedOf: Record<string, string> = { 'HubSpot Inbox HITL': hubspot, 'Zoho SalesIQ HITL': salesiq }

describe.each(documentations)('the documentation that $integration serves', (documentation) => {
  const packed = packedOf[documentation.integration] ?? ''

  test.each(renderAll(documentation).map((page) => ({ name: page.name, page })))(
    'has $name as it is now',
    ({ name, page }) => {
      const served = unpack(packed).find((it) => it.name === name)
      expect(served, 'A page that is served was changed: run npm run docs:pack').toEqual(page)
    },
  )

  test('has nothing else, in the order of the list', () => {
    expect(unpack(packed).map(({ name }) => name)).toEqual(documentation.sources.map(({ name }) => name))
  })

  test('weighs no more in the bundle than the bundle can spare', () => {
    expect(packed.length).toBeLessThan(49_000)
  })
})

test('the command that the message names is there', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))
  expect(scripts).toHaveProperty(['docs:pack'])
})
