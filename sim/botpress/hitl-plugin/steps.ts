import { setTimeout as sleep } from 'node:timers/promises'

/** Work of the plugin. Each number it yields stands for that many calls to Botpress, one after the other. */
export type Steps<T> = Generator<number, T, void>

/** Does it, at once where calls take no time. */
export function carryOut<T>(steps: Steps<T>, tripMs: number): T | Promise<T> {
  if (tripMs > 0) return takingTime(steps, tripMs)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

async function takingTime<T>(steps: Steps<T>, tripMs: number): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await sleep(step.value * tripMs)
  }
}
