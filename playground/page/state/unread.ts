import { computed, effect } from '@preact/signals'
import * as z from 'zod/mini'
import { countFromOthers, countIncoming, countUnread } from './count-unread'
import { view } from './here'
import { keep, keptById } from './kept-by-id'
import { isWide } from './layout'
import { thread, user } from './selection'
import { world } from './world'

/** By the id of a thread or end user: how many messages have been on screen. */
const seen = keptById('seen', z.number())

/** Unread messages by the id of the thread or end user; those with none are missing. */
export const unread = computed(() => countUnread(world.value ?? { users: [], threads: [] }, seen.value))

const see = (id: string, count: number) => {
  if (seen.peek().get(id) !== count) keep(seen, id, count)
}

effect(() => {
  const isOnScreen = isWide.value || view.value === 'agent'
  if (isOnScreen && thread.value) see(thread.value.id, countIncoming(thread.value.entries))
})

effect(() => {
  const isOnScreen = isWide.value || view.value === 'user'
  if (isOnScreen && user.value) see(user.value.id, countFromOthers(user.value.transcript))
})
