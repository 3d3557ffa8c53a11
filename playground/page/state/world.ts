import { signal } from '@preact/signals'
import type { World } from '../../protocol'

/** What the server last said; undefined until it has spoken. */
export const world = signal<World | undefined>(undefined)

/** Whether events come in. `lost` after having been open. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting')
