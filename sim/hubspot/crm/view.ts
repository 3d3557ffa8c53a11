import { htmlToPlain } from '../html'
import type { CrmRecord, ObjectType, Values } from './model'
import { calculatedPhones } from './phone'
import { isClosed } from './pipeline'
import { bodies } from './standard/engagements'

const views = new WeakMap<Values, Values>()

/** The record's properties with those that HubSpot fills in. */
export function viewOf(type: ObjectType, record: CrmRecord): Values {
  return { ...calculatedOf(type, record), ...system(type, record) }
}

/** What the search knows of a record at `now`; undefined while it does not know it. */
export function indexedView(type: ObjectType, record: CrmRecord, now: number): Values | undefined {
  return now < record.stale.until ? record.stale.view : viewOf(type, record)
}

/** Kept for as long as the stored values are the same object: to parse phone numbers takes its time. */
function calculatedOf(type: ObjectType, { properties }: CrmRecord): Values {
  const known = views.get(properties)
  if (known !== undefined) return known
  const view = { ...properties, ...calculatedPhones(properties), ...ofDeal(type, properties), ...preview(properties) }
  views.set(properties, view)
  return view
}

function ofDeal(type: ObjectType, properties: Values): Values {
  if (type.name !== 'deals') return {}
  const pipeline = type.pipelines.find(({ id }) => id === properties.pipeline)
  const stage = pipeline?.stages.find(({ id }) => id === properties.dealstage)
  if (stage === undefined) return {}
  return { hs_is_closed: String(isClosed(stage)), hs_deal_stage_probability: stage.metadata.probability ?? '0' }
}

/** Of the body of a note or a call, in characters: how long a preview is, no document says. */
const previewMax = 300

function preview(properties: Values): Values {
  const body = bodies.map((name) => properties[name]).find((text) => text !== undefined)
  if (body === undefined) return {}
  const text = htmlToPlain(body)
  return {
    hs_body_preview: text.slice(0, previewMax),
    hs_body_preview_is_truncated: String(text.length > previewMax),
  }
}

function system(type: ObjectType, { id, createdAt, updatedAt, mergedIds }: CrmRecord): Values {
  return {
    hs_object_id: id,
    [type.createdProperty]: new Date(createdAt).toISOString(),
    [type.modifiedProperty]: new Date(updatedAt).toISOString(),
    ...(type.name === 'tickets' ? { hs_ticket_id: id } : {}),
    ...(mergedIds.length === 0 ? {} : { hs_merged_object_ids: mergedIds.join(';') }),
  }
}
