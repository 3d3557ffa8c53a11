import { computed, effect } from '@preact/signals'
import { spoken } from './spoken'
import { isStorageOpen, stored } from './stored'
import { world } from './world'

/** What a first visit is shown, one after the other. */
export const hints = ['write', 'answer', 'break'] as const
export type Hint = (typeof hints)[number]
const steps = [...hints, 'gone'] as const
type Step = (typeof steps)[number]

const asStep = (text: string): Step | undefined => steps.find((one) => one === text)

/** Where storage is refused, the address says that they are gone. */
const goneHere = 'hints=gone'
const initial: Step = location.search.slice(1).split('&').includes(goneHere) ? 'gone' : 'write'

const step = stored<Step>('hints', initial, asStep)

/** The hint that is shown, once there is something on the page; undefined when they are gone. */
export const hint = computed(() => (step.value === 'gone' ? undefined : step.value))

/** Shows the next one; after the last they are gone. */
export function nextHint(): void {
  step.value = steps[steps.indexOf(step.peek()) + 1] ?? 'gone'
}

/** Takes all of them away, for good. */
export function endHints(): void {
  step.value = 'gone'
}

/** What an address within the playground has besides, so that what is gone stays so. */
export const hintsInAddress = computed(() => (step.value === 'gone' && !isStorageOpen() ? `&${goneHere}` : ''))

/** What a hint asks for has been done. */
const done = (one: Hint): void => {
  if (step.peek() === one) nextHint()
}

/** Calls `grown` when a number has become larger than it was first. */
function whenGrown(count: () => number | undefined, grown: () => void): void {
  let before: number | undefined
  effect(() => {
    const now = count()
    if (before !== undefined && now !== undefined && now > before) grown()
    before = now ?? before
  })
}

// An end user has written and was handed over: only then is there something to answer.
whenGrown(
  () => world.value?.threads.length,
  () => done('write'),
)
whenGrown(
  () => spoken.agent.value,
  () => done('answer'),
)
whenGrown(
  () => world.value?.breakages.filter(({ isOn }) => isOn).length,
  () => done('break'),
)
