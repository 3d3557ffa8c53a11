import type { Tags } from './records'

type Tagged = { id: string; tags: Tags }

/**
 * Records of one kind, kept apart by owner (the installation they belong to) and indexed by tag, so that a lookup costs
 * no more than the rarest of its tags.
 */
export class Table<T extends Tagged> {
  private readonly owned = new Map<string, Map<string, T>>()
  private readonly byTag = new Map<string, Set<string>>()

  /** Adds a record, or puts it in the place of the one with its id. */
  put(owner: string, record: T): void {
    const records = this.owned.get(owner) ?? new Map<string, T>()
    this.owned.set(owner, records)
    const before = records.get(record.id)
    if (before) this.unindex(owner, before)
    records.set(record.id, record)
    for (const key of indexKeys(owner, record.tags)) {
      const ids = this.byTag.get(key) ?? new Set<string>()
      this.byTag.set(key, ids.add(record.id))
    }
  }

  get(owner: string, id: string): T | undefined {
    return this.owned.get(owner)?.get(id)
  }

  /** Removes a record; true when it was there. */
  delete(owner: string, id: string): boolean {
    const record = this.get(owner, id)
    if (!record) return false
    this.unindex(owner, record)
    this.owned.get(owner)?.delete(id)
    return true
  }

  /** Every record of one owner, or of all, in the order they were made. */
  all(owner?: string): T[] {
    if (owner !== undefined) return [...(this.owned.get(owner)?.values() ?? [])]
    return [...this.owned.values()].flatMap((records) => [...records.values()])
  }

  /** The records that carry at least these tags, oldest first. */
  withTags(owner: string, tags: Tags): T[] {
    const keys = Object.entries(tags).map(([name, value]) => tagKey(owner, name, value))
    if (keys.length === 0) return this.all(owner)
    const sets = keys.map((key) => this.byTag.get(key) ?? new Set<string>())
    const rarest = sets.reduce((least, set) => (set.size < least.size ? set : least))
    return [...rarest].flatMap((id) => {
      const record = this.get(owner, id)
      return record && sets.every((set) => set.has(id)) ? [record] : []
    })
  }

  /** The records that carry exactly these tags, oldest first. */
  withOnlyTags(owner: string, tags: Tags): T[] {
    const count = Object.keys(tags).length
    if (count > 0) return this.withTags(owner, tags).filter((record) => Object.keys(record.tags).length === count)
    return [...(this.byTag.get(untaggedKey(owner)) ?? [])].flatMap((id) => this.get(owner, id) ?? [])
  }

  private unindex(owner: string, record: T): void {
    for (const key of indexKeys(owner, record.tags)) {
      const ids = this.byTag.get(key)
      ids?.delete(record.id)
      if (ids?.size === 0) this.byTag.delete(key)
    }
  }
}

const tagKey = (owner: string, name: string, value: string) => JSON.stringify([owner, name, value])
const untaggedKey = (owner: string) => JSON.stringify([owner])

function indexKeys(owner: string, tags: Tags): string[] {
  const entries = Object.entries(tags)
  return entries.length === 0 ? [untaggedKey(owner)] : entries.map(([name, value]) => tagKey(owner, name, value))
}
