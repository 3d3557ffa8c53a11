import type { CrmRecord, ObjectType } from './model'

/** The records of one kind in one portal, found by id, also that of one merged away, and by what is unique. */
export class RecordStore {
  private readonly byId = new Map<string, CrmRecord>()
  private readonly keys = new Map<string, string>()
  private readonly survivors = new Map<string, string>()

  constructor(private readonly type: ObjectType) {}

  add(record: CrmRecord): CrmRecord {
    this.byId.set(record.id, record)
    this.index(record)
    return record
  }

  /** Runs what changes a record, and finds it by its new values afterwards. */
  change(record: CrmRecord, change: () => void): void {
    for (const key of this.keysOf(record)) if (this.keys.get(key) === record.id) this.keys.delete(key)
    change()
    this.index(record)
  }

  /** Forgets a record that was merged; its id leads to the other one from now on. */
  merge(survivor: CrmRecord, merged: CrmRecord): void {
    this.change(merged, () => {
      merged.archivedAt = merged.updatedAt
    })
    this.byId.delete(merged.id)
    for (const id of [merged.id, ...merged.mergedIds]) this.survivors.set(id, survivor.id)
  }

  /** The record, archived or not; for the id of one that was merged the survivor, whose id is another. */
  get(id: string): CrmRecord | undefined {
    return this.byId.get(id) ?? this.byId.get(this.survivors.get(id) ?? '')
  }

  /** Whether this is the id of a record that was merged into another. */
  isMerged(id: string): boolean {
    return this.survivors.has(id)
  }

  /** The record that is not archived and has this value; any case. E-mail: also as an additional address. */
  byUnique(property: string, value: string): CrmRecord | undefined {
    return this.byId.get(this.keys.get(keyOf(property, value)) ?? '')
  }

  /** Oldest first, archived ones included. */
  all(): CrmRecord[] {
    return [...this.byId.values()]
  }

  live(): CrmRecord[] {
    return this.all().filter(({ archivedAt }) => archivedAt === undefined)
  }

  private index(record: CrmRecord): void {
    if (record.archivedAt !== undefined) return
    for (const key of this.keysOf(record)) this.keys.set(key, record.id)
  }

  private keysOf({ properties }: CrmRecord): string[] {
    const unique = [...this.type.properties.values()].flatMap(({ name, unique }) =>
      unique && properties[name] !== undefined ? [keyOf(name, properties[name])] : [],
    )
    if (this.type.name !== 'contacts') return unique
    const emails = [properties.email, ...(properties.hs_additional_emails ?? '').split(';')]
    return [...unique, ...emails.flatMap((email) => (email?.trim() ? [keyOf('email', email)] : []))]
  }
}

const keyOf = (property: string, value: string): string => `${property} ${value.trim().toLowerCase()}`
