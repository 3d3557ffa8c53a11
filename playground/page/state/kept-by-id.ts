import { effect, type Signal, signal } from '@preact/signals'
import * as z from 'zod/mini'
import { desk } from '../desk'
import { world } from './world'

/**
 * Things by the id of an end user or thread that outlive a reload, in sessionStorage, which each window has to itself.
 * What belongs to somebody who is no longer there is dropped: another playground may give their id to another.
 *
 * @param shape what is kept, as JSON; anything else in the storage is passed over.
 */
export function keptById<T>(name: string, shape: z.ZodMiniType<T>): Signal<ReadonlyMap<string, T>> {
  const key = `playground.${desk === 'hubspot' ? '' : `${desk}.`}${name}`
  const kept = signal<ReadonlyMap<string, T>>(new Map(read(key, shape)))
  effect(() => write(key, JSON.stringify([...kept.value])))
  effect(() => {
    if (!world.value) return
    const { users, threads } = world.value
    const ids = new Set([...users, ...threads].map(({ id }) => id))
    const rest = [...kept.peek()].filter(([id]) => ids.has(id))
    if (rest.length < kept.peek().size) kept.value = new Map(rest)
  })
  return kept
}

/** Changes what is kept for one id. */
export function keep<T>(kept: Signal<ReadonlyMap<string, T>>, id: string, value: T): void {
  kept.value = new Map(kept.peek()).set(id, value)
}

function read<T>(key: string, shape: z.ZodMiniType<T>): [string, T][] {
  try {
    const found = z.array(z.tuple([z.string(), shape])).safeParse(JSON.parse(sessionStorage.getItem(key) ?? '[]'))
    return found.success ? found.data : []
  } catch {
    // Storage may be closed (private windows): it then lasts as long as the page.
    return []
  }
}

function write(key: string, json: string): void {
  try {
    sessionStorage.setItem(key, json)
  } catch {
    // Closed or full: what is on the page stays there all the same.
  }
}
