import type { Memory, Sameness } from './writing'

/** A record is the same that is known by one thing or by another; the first is looked for first. */
export function both(one: Sameness, other: Sameness): Sameness {
  const memories = [one.memory, other.memory].flatMap((memory) => memory ?? [])
  const tell = async (what: (memory: Memory) => Promise<void>) => {
    for (const memory of memories) await what(memory)
  }
  return {
    keys: [...one.keys, ...other.keys],
    existing: async (isToWrite) => (await one.existing?.(isToWrite)) ?? other.existing?.(isToWrite),
    meanwhile: async () => (await one.meanwhile?.()) ?? other.meanwhile?.(),
    memory: {
      going: () => tell((memory) => memory.going()),
      made: (id) => tell((memory) => memory.made(id)),
      notMade: () => tell((memory) => memory.notMade()),
    },
    look: async (...wanted) => (await one.look(...wanted)) ?? other.look(...wanted),
  }
}
