import { useRef } from 'preact/hooks'
import type { CrmRecord } from '../../crm-protocol'
import { moveFocus, within } from '../parts/arrow-keys'
import { chooseRecord, kindOf, listedRecords, shownRecord } from '../state/crm'
import { ago } from '../words/time'

/** The records of the chosen kind, the latest that were written to first. Arrow keys go from one to the next. */
export function RecordList() {
  const list = useRef<HTMLUListElement>(null)
  const records = listedRecords.value
  const shown = shownRecord.value
  const stop = records.find((record) => record === shown) ?? records[0]
  return (
    <nav class="thread-list" aria-label="Records">
      {records.length === 0 && <p class="quiet">No records here yet.</p>}
      <ul ref={list} onKeyDown={(event) => moveFocus(event, within(list.current, 'button'))}>
        {records.map((record) => (
          <RecordItem
            key={`${record.typeId} ${record.id}`}
            record={record}
            isShown={record === shown}
            isStop={record === stop}
          />
        ))}
      </ul>
    </nav>
  )
}

type Props = { record: CrmRecord; isShown: boolean; isStop: boolean }

/** A record in the list: what it is called, and where it stands. The list has one stop for the Tab key. */
function RecordItem({ record, isShown, isStop }: Props) {
  const { title, stage, updatedAt, changes } = record
  return (
    <li>
      <button
        type="button"
        class="record-item"
        tabIndex={isStop ? 0 : -1}
        aria-current={isShown ? 'true' : undefined}
        onClick={() => chooseRecord(record)}
      >
        <span class="thread-name" dir="auto">
          {title}
        </span>
        <span class="thread-facts">
          <span>{kindOf(record)}</span>
          {stage && (
            <span class="tag" data-tone={stage.isOpen ? 'good' : undefined}>
              {stage.label}
            </span>
          )}
          {changes.some(({ by }) => by === 'bot') && (
            <span class="tag" data-tone="warn">
              By the bot
            </span>
          )}
          <time dateTime={new Date(updatedAt).toISOString()}>{ago(updatedAt, Date.now())}</time>
        </span>
      </button>
    </li>
  )
}
