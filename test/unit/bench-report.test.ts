import { expect, test } from 'vitest'
import { callsInARow } from '../../bench/critical-path'
import { besideRow } from '../../bench/hubspot/crm'
import { median, percent, round } from '../../bench/numbers'
import { report, type Section, table } from '../../bench/row'

const sections: Section[] = [
  {
    title: 'Bundle',
    rows: [
      {
        what: 'size',
        figures: { bytes: 150, ratio: 1.5 },
        shown: '1.50 ×',
        goal: { target: 'at most 1.75 ×', met: true },
      },
      { what: 'load', figures: { ms: 90 }, shown: '90 ms', goal: { target: 'at most 80 ms', met: false } },
      { what: 'memory', figures: { bytes: 7 }, shown: '7 bytes' },
    ],
  },
]

test('the table shows each target and whether it was met, in columns', () => {
  expect(table(sections)).toBe(
    [
      '',
      'Bundle',
      '  size    1.50 ×   ✓ at most 1.75 ×',
      '  load    90 ms    ✗ at most 80 ms',
      '  memory  7 bytes',
    ].join('\n'),
  )
})

test('the report is the same for the same figures, whenever and wherever it is written', () => {
  expect(report({ node: 'v20.0.0', cores: 2 }, sections)).toBe(
    `${JSON.stringify(
      {
        machine: { node: 'v20.0.0', cores: 2 },
        sections: [
          {
            title: 'Bundle',
            rows: [
              { what: 'size', figures: { bytes: 150, ratio: 1.5 }, target: 'at most 1.75 ×', met: true },
              { what: 'load', figures: { ms: 90 }, target: 'at most 80 ms', met: false },
              { what: 'memory', figures: { bytes: 7 } },
            ],
          },
        ],
      },
      null,
      2,
    )}\n`,
  )
})

test.each([
  [[], 0],
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])('the middle of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle)
})

test('figures are rounded for reading', () => {
  expect([round(1.005, 1), round(2.5), percent(0.754)]).toEqual([1, 3, '75 %'])
})

test.each([
  ['the work itself is left out', [{ plain: 30, delayed: 330 }], 100, 3],
  ['a call that waited for half of another is a fraction', [{ plain: 30, delayed: 280 }], 100, 2.5],
  ['a timer that takes longer than it was asked to changes nothing', [{ plain: 10, delayed: 640 }], 105, 6],
  [
    'each pair is taken for itself, and one that was held up does not count',
    [
      { plain: 10, delayed: 210 },
      { plain: 300, delayed: 500 },
      { plain: 20, delayed: 900 },
    ],
    100,
    2,
  ],
])('round trips in a row: %s', (_, pairs, trip, inARow) => {
  expect(callsInARow(pairs, trip)).toBe(inARow)
})

test('an action on the CRM is shown with its calls, and with the bare call beside it', () => {
  const pair = { action: { desk: 1, botpress: 2, transfers: 0, ms: 126 }, bareMs: 42 }
  const slow = { action: { desk: 3, botpress: 2, transfers: 0, ms: 900 }, bareMs: 43 }
  expect(besideRow('find', [pair, pair, slow], 40, 1)).toEqual({
    what: 'find',
    figures: { hubspot: 1, botpress: 2, ms: 126, roundTrips: 3.15, bareMs: 42, ratio: 3 },
    shown: '1 HubSpot + 2 Botpress, 126 ms = 3.15 round trips; the bare call 42 ms: 3.00 ×',
    goal: { target: '1 HubSpot', met: true },
  })
  expect(besideRow('find', [slow], 40, 1).goal?.met).toBe(false)
})
