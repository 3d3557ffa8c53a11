import { computed, effect } from '@preact/signals'
import type { UserKind } from '../../protocol'
import { go, here, settle } from './here'
import { isWide } from './layout'
import { send } from './send'
import { world } from './world'

/** The end user in the left pane. */
export const user = computed(() => {
  const users = world.value?.users ?? []
  return users.find(({ id }) => id === here.value.user) ?? users[0]
})

/** Shows an end user's chat. */
export const chooseUser = (id: string): void => go({ user: id, view: 'user' })

/** Adds an end user and shows them. */
export async function addUser(kind: UserKind): Promise<void> {
  const before = new Set(world.peek()?.users.map(({ id }) => id))
  if (!(await send({ do: 'add-user', kind }))) return
  const stop = effect(() => {
    const added = world.value?.users.find(({ id }) => !before.has(id))
    if (!added) return
    go({ user: added.id })
    queueMicrotask(() => stop())
  })
}

/** The agent who looks at the desk. */
export const agent = computed(() => {
  const agents = world.value?.agents ?? []
  return agents.find(({ id }) => id === here.value.agent) ?? agents[0]
})

/** Changes who looks at the desk. */
export const chooseAgent = (id: string): void => go({ agent: id })

/** The threads in the chosen inbox, newest activity first; in all of them where none is chosen. */
export const listedThreads = computed(() => {
  const { inbox } = here.value
  return (world.value?.threads ?? []).filter(({ inboxId }) => inbox === undefined || inboxId === inbox)
})

/** The thread in the right pane. */
export const thread = computed(() => listedThreads.value.find(({ id }) => id === here.value.thread))

/** Opens a thread, or with undefined goes back to the list. */
export const chooseThread = (id: string | undefined): void => go({ thread: id })

/** Opens a thread from elsewhere on the page. */
export const showThread = (id: string): void => go({ inbox: undefined, thread: id, side: undefined, view: 'agent' })

// Beside the list there is always a thread to look at; it does not change by itself when others become newer.
effect(() => {
  if (!world.value || !isWide.value || thread.value) return
  settle({ thread: listedThreads.value[0]?.id })
})
