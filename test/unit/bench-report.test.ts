import { expect, test } from 'vitest'
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
