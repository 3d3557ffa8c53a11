import type { CrmSide, ObjectType, CrmRecord as Stored } from '../../../../sim/hubspot'
import type { CrmChange, CrmObject, CrmRecord } from '../../../crm-protocol'
import { type Fact, factsOf, linksOf, stageOf, titleOf } from './record'
import { timelineOf } from './timeline'

/** As many records of a kind are shown. */
const mostRecords = 50
/** As many changes of a record are kept. */
const mostChanges = 12

/** People are shown with what belongs to them, tasks cannot be read over the API, and notes and calls are on the timeline. */
const unseen = new Set(['users', 'tasks', 'notes', 'calls'])

type Known = { facts: Map<string, Fact>; links: Set<string>; changes: CrmChange[] }

/** Looks at a CRM again and again, and keeps what changed from one look to the next: HubSpot's stand-in does not. */
export class CrmWatch {
  private readonly known = new Map<string, Known>()
  private isFirst = true

  constructor(
    private readonly crm: CrmSide,
    private readonly now: () => number = Date.now,
  ) {}

  view(): { objects: CrmObject[] } {
    const { crm } = this
    // No two records of an account have the same id, whatever their kinds.
    const written = new Set(crm.writes.map(({ id }) => id))
    crm.writes.length = 0
    const types = crm.objects().filter(({ name }) => !unseen.has(name))
    const objects = types.map((type) => this.objectOf(type, types, written))
    this.isFirst = false
    return { objects }
  }

  private objectOf(type: ObjectType, types: readonly ObjectType[], written: ReadonlySet<string>): CrmObject {
    const stored = this.crm.records(type.typeId).sort((a, b) => b.updatedAt - a.updatedAt || b.createdAt - a.createdAt)
    return {
      typeId: type.typeId,
      label: type.labels.singular,
      labelPlural: type.labels.plural,
      records: stored.slice(0, mostRecords).map((record) => this.recordOf(type, record, types, written)),
      count: stored.length,
    }
  }

  private recordOf(
    type: ObjectType,
    stored: Stored,
    types: readonly ObjectType[],
    written: ReadonlySet<string>,
  ): CrmRecord {
    const { id, createdAt, updatedAt } = stored
    const facts = factsOf(this.crm, type, stored)
    const links = linksOf(this.crm, type, stored, types)
    const stage = stageOf(type, stored)
    const timeline = type.name === 'contacts' ? timelineOf(this.crm, id, types) : []
    return {
      typeId: type.typeId,
      id,
      title: titleOf(type, stored.properties),
      ...(stage === undefined ? {} : { stage }),
      createdAt,
      updatedAt,
      facts,
      links,
      timeline,
      changes: this.changesOf({ id, updatedAt }, facts, [...links, ...timeline], written),
    }
  }

  private changesOf(
    { id, updatedAt }: Pick<Stored, 'id' | 'updatedAt'>,
    facts: readonly Fact[],
    links: readonly { id: string; kind: string; title: string }[],
    written: ReadonlySet<string>,
  ): CrmChange[] {
    const before = this.known.get(id)
    const now = new Map(facts.map((fact) => [fact.name, fact]))
    const by = (id: string): CrmChange['by'] => (written.has(id) ? 'bot' : 'person')
    const about = { at: updatedAt, by: by(id) }
    const isNew = before === undefined && !this.isFirst
    const changes: CrmChange[] = [
      ...(isNew ? [{ ...about, label: 'Created' }] : []),
      ...(before === undefined ? [] : differences(before.facts, now).map((it) => ({ ...about, ...it }))),
      // To associate it with another changes neither of the two; the other one was made for it, as a rule.
      ...(before === undefined ? [] : links.filter((link) => !before.links.has(link.id))).map((link) => ({
        at: this.now(),
        by: by(link.id),
        label: link.kind,
        to: link.title,
      })),
    ]
    const kept = [...changes, ...(before?.changes ?? [])].slice(0, mostChanges)
    this.known.set(id, { facts: now, links: new Set(links.map((link) => link.id)), changes: kept })
    return kept
  }
}

function differences(before: ReadonlyMap<string, Fact>, now: ReadonlyMap<string, Fact>) {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    const [from, to] = [before.get(name), now.get(name)]
    if (from?.value === to?.value) return []
    const label = (to ?? from)?.label ?? name
    return [{ label, ...(from ? { from: from.value } : {}), ...(to ? { to: to.value } : {}) }]
  })
}
