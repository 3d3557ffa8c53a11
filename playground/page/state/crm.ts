import { computed, effect, signal } from '@preact/signals'
import type { CrmRecord, RecordRef } from '../../crm-protocol'
import { go, here, view } from './here'
import { isWide } from './layout'
import { world } from './world'

/** HubSpot's type id of contacts. */
export const contactType = '0-1'

const objects = computed(() => world.value?.crm?.objects ?? [])

/** All records that are shown, the latest that were written to first. */
const records = computed(() =>
  objects.value
    .flatMap((object) => object.records)
    .sort((a, b) => b.updatedAt - a.updatedAt || Number(b.id) - Number(a.id)),
)

const keyOf = ({ typeId, id }: RecordRef) => `${typeId}/${id}`
const isSame = (a: RecordRef, b: RecordRef) => keyOf(a) === keyOf(b)

/** A record as it is now; undefined for one that is not shown. */
export const recordOf = (ref: RecordRef): CrmRecord | undefined => records.value.find((it) => isSame(it, ref))

/** What one record of its kind is called. */
export const kindOf = ({ typeId }: RecordRef): string =>
  objects.value.find((object) => object.typeId === typeId)?.label ?? 'Record'

/** The records of the chosen kind, or of all. */
export const listedRecords = computed(() => {
  const { object } = here.value
  return records.value.filter(({ typeId }) => object === undefined || typeId === object)
})

/** The record whose card is shown. */
export const record = computed(() => records.value.find((it) => keyOf(it) === here.value.record))

/** Opens a record's card, or with undefined goes back to the list. */
export const chooseRecord = (ref: RecordRef | undefined): void => go({ record: ref && keyOf(ref) })

/** Opens a record's card from elsewhere on the page. */
export function showRecord(ref: RecordRef): void {
  go({ side: 'crm', object: undefined, record: keyOf(ref), view: 'crm' })
}

const isOnScreen = computed(
  () => here.value.side !== 'actions' && (isWide.value ? here.value.side === 'crm' : view.value === 'crm'),
)

/** When the CRM was last on screen; what the bot did before the page was opened is no news. */
const seenAt = signal(Date.now())

/** How many records the bot has made or changed since the CRM was last on screen. */
export const crmNews = computed(() =>
  isOnScreen.value
    ? 0
    : records.value.filter(({ changes }) => changes.some(({ by, at }) => by === 'bot' && at > seenAt.value)).length,
)

effect(() => {
  if (isOnScreen.value && records.value) seenAt.value = Date.now()
})

// Beside the list there is always a record to look at: the newest, until one is chosen.
export const shownRecord = computed(() => record.value ?? (isWide.value ? listedRecords.value[0] : undefined))
