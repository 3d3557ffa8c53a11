import { Empty } from '../parts/empty'
import { SideTabs } from '../parts/side-tabs'
import { record, shownRecord } from '../state/crm'
import { isWide } from '../state/layout'
import { LogStrip } from './log-strip'
import { ObjectFilter } from './object-filter'
import { RecordCard } from './record-card'
import { RecordList } from './record-list'

/** HubSpot's CRM as people see it there, whatever its search knows: the records, and one record's card. */
export function CrmPane() {
  const shown = shownRecord.value
  return (
    <section class="pane crm-pane" aria-labelledby="crm-pane-title">
      <div class="pane-head">
        <h2 id="crm-pane-title" class="hidden">
          HubSpot CRM
        </h2>
        <SideTabs />
        {(isWide.value || !record.value) && <ObjectFilter />}
      </div>
      {(isWide.value || !record.value) && <LogStrip />}
      <div class="desk">
        {(isWide.value || !shown) && <RecordList />}
        {shown ? (
          <RecordCard record={shown} key={`${shown.typeId} ${shown.id}`} />
        ) : (
          isWide.value && <Empty icon="database">There is no such record here.</Empty>
        )}
      </div>
    </section>
  )
}
