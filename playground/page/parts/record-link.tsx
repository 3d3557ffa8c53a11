import type { RecordRef } from '../../crm-protocol'
import { kindOf, recordOf, showRecord } from '../state/crm'
import { Icon } from './icon'

/** Leads to a record in the CRM, and says how it stands; nothing for one that is not shown there. */
export function RecordLink({ of: ref }: { of: RecordRef }) {
  const record = recordOf(ref)
  if (!record) return null
  const kind = kindOf(ref)
  return (
    <button
      type="button"
      class="record-link"
      title={`Show the ${kind.toLowerCase()} in the CRM`}
      onClick={() => showRecord(ref)}
    >
      <Icon name="database" size={14} />
      <span class="record-link-title">
        <span class="hidden">{kind} in the CRM: </span>
        {record.title}
      </span>
      {record.stage && (
        <span class="tag" data-tone={record.stage.isOpen ? 'good' : undefined}>
          {record.stage.label}
        </span>
      )}
    </button>
  )
}
