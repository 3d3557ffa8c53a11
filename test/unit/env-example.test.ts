import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { variables as ofHubSpot } from '../../scripts/doctor/hubspot/settings'
import { variables as ofSalesIq } from '../../scripts/doctor/salesiq/settings'
import { needed as neededOfHubSpot } from '../../scripts/live/hubspot/settings'
import { needed as neededOfSalesIq } from '../../scripts/live/salesiq/settings'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
const named = [...example.matchAll(/^#([A-Z][A-Z_]+)=/gm)].flatMap(([, name]) => name ?? [])

test('.env.example names whatever the doctor and the live test read, each once', () => {
  const read = [...Object.values(ofHubSpot), ...Object.values(ofSalesIq), ...neededOfHubSpot, ...neededOfSalesIq]
  expect(named).toEqual(expect.arrayContaining(read))
  expect(new Set(named).size).toBe(named.length)
})

test('.env.example fills in nothing that is secret', () => {
  const filledIn = [...example.matchAll(/^#?([A-Z_]+)=\S/gm)].flatMap(([, name]) => name ?? [])
  expect(filledIn.filter((name) => /SECRET|TOKEN|KEY/.test(name))).toEqual([])
})
