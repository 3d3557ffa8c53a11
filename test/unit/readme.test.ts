import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { percent } from '../../bench/numbers'
import { hubspotSeat } from '../chaos/hubspot/seat'
import type { Own } from '../chaos/own'
import { salesIqSeat } from '../chaos/salesiq/seat'
import type { Scenario } from '../chaos/scenario'
import { mixedOf, rowsOf } from '../chaos/scenarios'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')
const costs = read('docs/measurements.md')
const faults = read('docs/faults.md')

const rows = z
  .object({
    sections: z.array(
      z.object({
        title: z.string(),
        rows: z.array(z.object({ what: z.string(), figures: z.record(z.string(), z.number()) })),
      }),
    ),
  })
  .parse(JSON.parse(read('bench/latest.json')))
  .sections.flatMap(({ title, rows }) => rows.map(({ what, figures }) => ({ name: `${title}: ${what}`, figures })))

/** A figure of the row that begins so, in the section that begins so. */
function figure(section: string, what: string, name: string): number {
  const row = rows.find((it) => it.name.startsWith(section) && it.name.includes(`: ${what}`))
  return row?.figures[name] ?? Number.NaN
}

const call = (what: string, name: string) => figure('Calls', what, name)
const calls = (what: string) => call(what, 'hubspot') + call(what, 'botpress')
const both = (what: string) => `${call(what, 'hubspot')} + ${call(what, 'botpress')}`

const atSalesIq = (what: string, name: string) => figure('SalesIQ: calls', what, name)
const callsAtSalesIq = (what: string) => atSalesIq(what, 'salesiq') + atSalesIq(what, 'botpress')
const bothAtSalesIq = (what: string) => `${atSalesIq(what, 'salesiq')} + ${atSalesIq(what, 'botpress')}`
const inARowAtSalesIq = (...whats: string[]) =>
  whats.map((what) => figure('SalesIQ: round trips in a row', what, 'inARow')).join(', ')

const rate = (what: string, name: string) => percent(figure('One process', what, name))
const share = (what: string) => `${rate(what, 'shareAtFew').replace(' %', '')} to ${rate(what, 'shareAtMany')}`
const inARow = (...whats: string[]) => whats.map((what) => figure('Round trips in a row', what, 'inARow')).join(', ')
const onCrm = (name: string, unit = '') =>
  ['find', 'create', 'describe'].map((what) => `${figure('Actions on the CRM', what, name)}${unit}`).join(', ')
const logged = (what: string) =>
  ['hubspot', 'botpress'].map((name) => figure('The interaction log', `the end user leaves, ${what}`, name)).join(' + ')
const scrubbed = (what: string) => figure('Taking card', what, 'ms')
const beside = 'beside a handler'
const growing = 'from 10 to 1000'

test.each([
  ["User's message", `${calls('end user to agent, warm')}, ${call('end user to agent, warm', 'roundTrips')}`],
  [
    "Agent's reply, process warm",
    `${calls('agent to end user, warm')}, ${call('agent to end user, warm', 'roundTrips')}`,
  ],
  ["Agent's reply of a text and two files", `${call('agent to end user, text and 2 files', 'botpress')}`],
  ['First message', `${calls('end user to agent, fresh')}, ${calls('agent to end user, fresh')}`],
  ['Escalation', `${both('escalation, contact known')}, ${both('escalation, new contact')}`],
  ['Round trips in a row, process warm', inARow('end user to agent, warm', 'agent to end user, warm')],
  ['Round trips in a row, fresh process', inARow('end user to agent, fresh', 'agent to end user, fresh')],
  ['Round trips in a row, escalation', inARow('escalation, contact known')],
  ['Actions on the CRM', `${onCrm('hubspot')}; ${onCrm('ratio', ' ×')}`],
  ['The interaction log', `${logged('log with')} instead of ${logged('log off')}`],
  ['Taking card', `${scrubbed('lines without')}, ${scrubbed('every other')} ms`],
  ['64 messages', `${rate(`end user to agent, ${beside}`, 'ratio')}, ${rate(`agent to end user, ${beside}`, 'ratio')}`],
  [
    'From 10 to 1,000 open sessions, share',
    `${share(`end user to agent, ${growing}`)}, ${share(`agent to end user, ${growing}`)}`,
  ],
  ['From 10 to 1,000 open sessions: memory', `${figure('One process', 'resident memory', 'ratio')} ×`],
  ['Memory over 20,000 messages', `${figure('Memory', 'resident memory', 'ratio')} ×`],
  ['Bundle', `${figure('Bundle', 'size', 'ratio')} ×, ${figure('Bundle', 'cold load', 'ratio')} ×`],
  [
    'The playground',
    `${figure('The playground', 'until calls', 'ms')} ms, ${figure('The playground', 'scrolling, frame', 'medianMs')} ms`,
  ],
  [
    "SalesIQ: user's message",
    `${callsAtSalesIq('end user to agent, warm')}, ${atSalesIq('end user to agent, warm', 'roundTrips')}`,
  ],
  [
    "SalesIQ: agent's reply, process warm",
    `${callsAtSalesIq('agent to end user, warm')}, ${atSalesIq('agent to end user, warm', 'roundTrips')}`,
  ],
  ["SalesIQ: agent's reply of a text and two files", `${atSalesIq('agent to end user, text and 2 files', 'botpress')}`],
  [
    'SalesIQ: first message',
    `${callsAtSalesIq('end user to agent, fresh process')}, ${callsAtSalesIq('agent to end user, fresh process')}`,
  ],
  ['SalesIQ: escalation', bothAtSalesIq('escalation, visitor')],
  ['SalesIQ: message with a fresh token', `${atSalesIq('end user to agent, with a fresh token', 'salesiq')}`],
  [
    'SalesIQ: assignment',
    ['assignment', 'closed by the agent', 'ended by the bot', 'missed'].map((what) => bothAtSalesIq(what)).join(', '),
  ],
  [
    'SalesIQ: round trips in a row, process warm',
    inARowAtSalesIq('end user to agent, warm', 'agent to end user, warm'),
  ],
  [
    'SalesIQ: round trips in a row, fresh process',
    inARowAtSalesIq('end user to agent, fresh', 'agent to end user, fresh'),
  ],
  ['SalesIQ: round trips in a row, escalation', inARowAtSalesIq('escalation, visitor')],
  [
    'SalesIQ: bundle',
    `${figure('SalesIQ: bundle', 'size', 'ratio')} ×, ${figure('SalesIQ: bundle', 'cold load', 'ratio')} ×`,
  ],
])('docs/measurements.md gives what was measured: %s', (what, measured) => {
  const row = costs.split('\n').find((line) => line.startsWith(`| ${what}`))
  expect(row?.split('|')[2]?.trim()).toBe(measured)
})

/** Name and number of faults of what is played, but for the run without any. */
function scenariosOf<O extends Own>(scenarios: readonly Scenario<O>[]): [string, number][] {
  return scenarios.flatMap(({ name, lanes }) => {
    const faults = lanes.reduce((sum, { count }) => sum + count, 0)
    return faults === 0 ? [] : [[name, faults] satisfies [string, number]]
  })
}

describe.each([
  {
    name: hubspotSeat.name,
    after: '# What it survives',
    played: scenariosOf([...rowsOf(hubspotSeat), mixedOf(hubspotSeat)]),
  },
  {
    name: salesIqSeat.name,
    after: '\n## At Zoho SalesIQ',
    played: scenariosOf([...rowsOf(salesIqSeat), mixedOf(salesIqSeat)]),
  },
])('docs/faults.md shows what the chaos suite plays at $name', ({ after, played }) => {
  const section = faults.slice(faults.indexOf(after))
  const [table = ''] = /(?:\|.*\n)+/.exec(section) ?? []
  const [, , ...shown] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))

  test('in all its rows', () => {
    expect(shown.map(([, name, times]) => [name, Number(times)])).toEqual(played)
  })

  test('with nothing lost or doubled', () => {
    expect(shown.map(([, , , , lost, doubled]) => [lost, doubled])).toEqual(shown.map(() => ['0', '0']))
  })
})

describe('the README names every file and folder of', () => {
  const map = readme.slice(readme.indexOf('\n## How the code is laid out'))
  /** The folder's part of the map ends where another line begins at its left edge, or further to the left. */
  test.each([
    { folder: 'core', line: /\ncore\/.*\n(?: .*\n)+/ },
    { folder: 'src', line: /\nsrc\/.*\n(?: .*\n)+/ },
    { folder: 'integrations/zoho-salesiq', line: /\nintegrations\/zoho-salesiq\/.*\n(?: .*\n)+/ },
    { folder: 'integrations/zoho-salesiq/src', line: /\n {2}src\/.*\n(?: {3}.*\n)+/ },
  ])('$folder', ({ folder, line }) => {
    const [room = ''] = line.exec(map) ?? []
    const missing = readdirSync(new URL(`../../${folder}`, import.meta.url), { withFileTypes: true })
      .map((it) => (it.isDirectory() ? `${it.name}/` : it.name))
      // What Botpress asks for by name stands in one line, and what is made anew is not told of.
      .filter((name) => !['integration.definition.ts', 'dist/', '.botpress/'].includes(name))
      .filter((name) => !new RegExp(`[\\s,]${name}[\\s,]`).test(room))
    expect(missing).toEqual([])
  })
})
