import { go, here } from '../state/here'
import { world } from '../state/world'

/** Which kind of records is listed, and how many there are of each. */
export function ObjectFilter() {
  const objects = world.value?.crm?.objects ?? []
  return (
    <fieldset class="inbox-filter" aria-label="Kind of record">
      <Choice typeId={undefined} title="All" />
      {objects.map(({ typeId, labelPlural, count }) => (
        <Choice key={typeId} typeId={typeId} title={labelPlural} count={count} />
      ))}
    </fieldset>
  )
}

function Choice({ typeId, title, count }: { typeId: string | undefined; title: string; count?: number }) {
  return (
    <button
      type="button"
      class="chip"
      aria-pressed={here.value.object === typeId}
      onClick={() => go({ object: typeId, record: undefined })}
    >
      {title}
      {count !== undefined && <span class="chip-count">{count}</span>}
    </button>
  )
}
