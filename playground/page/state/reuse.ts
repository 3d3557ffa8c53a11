import type { World } from '../../protocol'

/**
 * The new world with the lines and entries of the one before where they are the same, so that nothing is drawn again for
 * them: the server sends everything after each change.
 */
export function reuse(before: World | undefined, now: World): World {
  if (!before) return now
  const users = byId(before.users)
  const threads = byId(before.threads)
  return {
    ...now,
    users: now.users.map((user) => ({
      ...user,
      transcript: reuseList(users.get(user.id)?.transcript ?? [], user.transcript),
    })),
    threads: now.threads.map((thread) => ({
      ...thread,
      entries: reuseList(threads.get(thread.id)?.entries ?? [], thread.entries),
    })),
  }
}

function reuseList<T extends { id: string }>(before: readonly T[], now: readonly T[]): T[] {
  const known = byId(before)
  return now.map((item) => {
    const old = known.get(item.id)
    // One server wrote both, so that equal ones have their fields in the same order.
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item
  })
}

const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map((item) => [item.id, item]))
