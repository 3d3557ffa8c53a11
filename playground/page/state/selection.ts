import { computed, effect, signal } from '@preact/signals'
import type { UserKind } from '../../protocol'
import { isWide, view } from './layout'
import { send } from './send'
import { world } from './world'

const chosenUserId = signal<string | undefined>(undefined)

/** The end user in the left pane. */
export const user = computed(() => {
  const users = world.value?.users ?? []
  return users.find(({ id }) => id === chosenUserId.value) ?? users[0]
})

/** Shows an end user's chat. */
export function chooseUser(id: string): void {
  chosenUserId.value = id
  view.value = 'user'
}

/** Adds an end user and shows them. */
export async function addUser(kind: UserKind): Promise<void> {
  const before = new Set(world.peek()?.users.map(({ id }) => id))
  if (!(await send({ do: 'add-user', kind }))) return
  const stop = effect(() => {
    const added = world.value?.users.find(({ id }) => !before.has(id))
    if (!added) return
    chosenUserId.value = added.id
    queueMicrotask(() => stop())
  })
}

const chosenAgentId = signal<string | undefined>(undefined)

/** The agent who looks at HubSpot. */
export const agent = computed(() => {
  const agents = world.value?.agents ?? []
  return agents.find(({ id }) => id === chosenAgentId.value) ?? agents[0]
})

/** Changes who looks at HubSpot. */
export function chooseAgent(id: string): void {
  chosenAgentId.value = id
}

/** The inbox whose threads are listed; undefined for all of them. */
export const inboxId = signal<string | undefined>(undefined)

/** The threads in that inbox, newest activity first. */
export const listedThreads = computed(() =>
  (world.value?.threads ?? []).filter((thread) => inboxId.value === undefined || thread.inboxId === inboxId.value),
)

const chosenThreadId = signal<string | undefined>(undefined)

/** The thread in the right pane. */
export const thread = computed(() => listedThreads.value.find(({ id }) => id === chosenThreadId.value))

/** Opens a thread, or with undefined goes back to the list. */
export function chooseThread(id: string | undefined): void {
  chosenThreadId.value = id
}

/** Opens a thread from elsewhere on the page. */
export function showThread(id: string): void {
  inboxId.value = undefined
  chosenThreadId.value = id
  view.value = 'agent'
}

// Beside the list there is always a thread to look at; it does not change by itself when others become newer.
effect(() => {
  if (!isWide.value || thread.value) return
  chosenThreadId.value = listedThreads.value[0]?.id
})
