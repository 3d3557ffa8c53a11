import type { z } from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { type Binding, bindingSchema } from '../../definitions/actions/binding'
import type { proposeBinding } from '../../definitions/actions/propose-binding'
import { clinic } from '../../sim/hubspot/accounts/clinic'
import { shop } from '../../sim/hubspot/accounts/shop'
import { software } from '../../sim/hubspot/accounts/software'
import { type Goal, goals } from './crm-goals'
import { moreGoals } from './crm-more-goals'
import { onCrmStage } from './crm-stage'

/* What becomes of goals as people put them: most of it right, and nothing of it wrong without a word. */

const accounts = { shop, clinic, software }
type Proposed = z.infer<typeof proposeBinding.output.schema>

/** Bindings are the same whatever their inputs are called and how they are described. */
function comparable(binding: Partial<Binding>, types: Record<string, string>) {
  const { name: _name, description: _description, inputs: _inputs, ...rest } = binding
  const where = rest.where?.map(({ all }) => ({
    all: all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  }))
  const placed = JSON.stringify({ ...rest, ...(where ? { where } : {}) }).replace(
    /\{\{(\w+)\}\}/g,
    (_all, input) => `{{${types[input] ?? 'nothing'}}}`,
  )
  return { ...JSON.parse(placed), inputs: Object.values(types).toSorted() }
}

function isRight({ right }: Goal, { binding, confidence, questions }: Proposed): boolean {
  if (right === 'ask') return confidence === 'low' && questions.length > 0
  if (binding === undefined) return false
  const { inputs = {}, ...rest } = right
  const types = Object.fromEntries(binding.inputs.map(({ name, type = 'text' }) => [name, type]))
  return JSON.stringify(sorted(comparable(binding, types))) === JSON.stringify(sorted(comparable(rest, inputs)))
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted()
            .map(([key, one]) => [key, sorted(one)]),
        )
      : value

/* A table of goals, and how many of it have to become what was meant. */
const tables = [
  ['forty goals', goals, 40, 32],
  ['goals in other words', moreGoals, 21, 17],
] as const

describe.each(tables)('%s over three accounts', (_title, table, count, atLeast) => {
  /** What became of the goals so far. */
  const judged: { goal: string; isRight: boolean; proposed: Proposed }[] = []

  test.each(['shop', 'clinic', 'software'] as const)(
    'are right, or not sure of themselves, in the %s',
    async (name) => {
      const { call } = await onCrmStage({ account: accounts[name], configuration: { crmAuthoring: true } })
      for (const goal of table[name]) {
        const proposed = await call('proposeBinding', { goal: goal.goal })
        judged.push({ goal: goal.goal, isRight: isRight(goal, proposed), proposed })
        const { binding } = proposed
        if (binding === undefined) continue
        // What is proposed can be saved as it is.
        expect(await call('saveBinding', { ...binding, replace: true })).toMatchObject({ saved: true, problems: [] })
      }
      const silent = judged.filter(
        ({ proposed: { confidence, questions } }) => confidence !== 'low' && questions.length === 0,
      )
      expect(silent.filter((one) => !one.isRight).map(({ goal }) => goal)).toEqual([])
      for (const { goal, proposed } of judged) {
        expect([goal, proposed.confidence === 'high']).toEqual([goal, proposed.questions.length === 0])
        if (proposed.binding !== undefined)
          expect(bindingSchema.strict().parse(proposed.binding)).toEqual(proposed.binding)
      }
    },
  )

  test('become what was meant, most of them', () => {
    const right = judged.filter((one) => one.isRight).length
    process.stdout.write(`Goals understood: ${right} of ${judged.length}\n`)
    expect(judged.length).toBe(count)
    expect(right).toBeGreaterThanOrEqual(atLeast)
  })
})
