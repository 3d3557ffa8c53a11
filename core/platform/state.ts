import type * as z from 'zod/mini'
import type { Client } from '../botpress'
import { isNotFound } from './not-found'
import { unrepeated } from './unrepeated'

/** Where a state of the installation is read and written. */
export type StatePlace = { ctx: { integrationId: string }; client: Client }

/**
 * One state of the installation. What is stored in another form, by another version, counts as absent: an optional part by
 * itself, so that the rest is not lost with the next write, and else all of it.
 */
export type IntegrationState<T> = {
  read(place: StatePlace): Promise<T | undefined>
  /** null clears it. */
  write(place: StatePlace, payload: T | null): Promise<void>
  /** For what was read under a lock of seconds: the request is not repeated. */
  writeOnce(place: StatePlace, payload: T): Promise<void>
}

/** The state of this name and form; see `IntegrationState`. */
export function integrationState<T extends object>(name: string, schema: z.ZodMiniType<T>): IntegrationState<T> {
  const reference = (place: StatePlace) => ({ type: 'integration', id: place.ctx.integrationId, name }) as const
  return {
    async read(place) {
      try {
        const { state } = await place.client.getState(reference(place))
        return parsed(schema, state.payload)
      } catch (error) {
        if (isNotFound(error)) return undefined
        throw error
      }
    },
    async write(place, payload) {
      await place.client.setState({ ...reference(place), payload })
    },
    async writeOnce(place, payload) {
      await unrepeated(place.client).setState({ ...reference(place), payload })
    },
  }
}

function parsed<T>(schema: z.ZodMiniType<T>, payload: Record<string, unknown> | null): T | undefined {
  const stored = schema.safeParse(payload)
  if (stored.success) return stored.data
  const strange = new Set(stored.error.issues.map(({ path }) => path[0]))
  const known = Object.entries(payload ?? {}).filter(([name]) => !strange.has(name))
  return schema.safeParse(Object.fromEntries(known)).data
}
