import { computed, effect, signal } from '@preact/signals'
import { unreadEntries, unreadLines } from './count-unread'
import { isWide, view } from './layout'
import { thread, user } from './selection'
import { world } from './world'

/** By the id of an end user or thread: when its newest entry that was on screen came, epoch ms. */
const seenUntil = signal<ReadonlyMap<string, number>>(new Map())

/** Unread messages by the id of the thread or end user; those with none are missing. */
export const unread = computed(() => {
  const counts = new Map<string, number>()
  const note = (id: string, count: number) => count > 0 && counts.set(id, count)
  for (const { id, entries } of world.value?.threads ?? []) note(id, unreadEntries(entries, seenUntil.value.get(id)))
  for (const { id, transcript } of world.value?.users ?? []) note(id, unreadLines(transcript, seenUntil.value.get(id)))
  return counts
})

const see = (id: string, at: number | undefined) => {
  if (at === undefined || (seenUntil.peek().get(id) ?? 0) >= at) return
  seenUntil.value = new Map(seenUntil.peek()).set(id, at)
}

effect(() => {
  const isOnScreen = isWide.value || view.value === 'agent'
  if (isOnScreen && thread.value) see(thread.value.id, newest(thread.value.entries))
})

effect(() => {
  const isOnScreen = isWide.value || view.value === 'user'
  if (isOnScreen && user.value) see(user.value.id, newest(user.value.transcript))
})

const newest = (entries: readonly { at: number }[]) =>
  entries.length > 0 ? Math.max(...entries.map(({ at }) => at)) : undefined
