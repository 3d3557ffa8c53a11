import { describe, expect, test } from 'vitest'
import { type Binding, bindingSchema } from '../../definitions/actions/binding'
import { clinic } from '../../sim/hubspot/accounts/clinic'
import { shop } from '../../sim/hubspot/accounts/shop'
import { software } from '../../sim/hubspot/accounts/software'
import { proposeBinding } from '../../src/crm/author/propose-binding'
import { type Goal, goals } from './crm-goals'
import { onCrmStage } from './crm-stage'

/* What becomes of goals as people put them: most of it right, and nothing of it wrong without a word. */

const accounts = { shop, clinic, software }
type Proposed = Awaited<ReturnType<typeof proposeBinding>>

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

/** What became of the goals so far. */
const judged: { goal: string; isRight: boolean; proposed: Proposed }[] = []

describe('forty goals over three accounts', () => {
  test.each(['shop', 'clinic', 'software'] as const)(
    'are right, or not sure of themselves, in the %s',
    async (name) => {
      const { run } = await onCrmStage({ account: accounts[name] })
      for (const goal of goals[name]) {
        const proposed = await run((crm) => proposeBinding(crm, { goal: goal.goal }))
        judged.push({ goal: goal.goal, isRight: isRight(goal, proposed), proposed })
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
    const wrong = judged.filter((one) => !one.isRight)
    process.stdout.write(`Goals understood: ${judged.length - wrong.length} of ${judged.length}\n`)
    expect(judged.length).toBe(40)
    expect(judged.length - wrong.length).toBeGreaterThanOrEqual(32)
  })
})
