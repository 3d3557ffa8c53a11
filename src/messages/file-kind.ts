import { bareType, type FileKind, kindFor, majorOf, saysNothing } from './file-types'

export type { FileKind }

/** What may be known about a file; each source speaks its own words. */
export type FileClues = {
  name?: string | undefined
  contentType?: string | undefined
  /** `type` of HubSpot's files API. */
  hubspotType?: string | undefined
  /** `fileUsageType` of a HubSpot attachment. */
  usage?: string | undefined
}

const BY_USAGE: ReadonlyMap<string, FileKind> = new Map([
  ['IMAGE', 'image'],
  ['STICKER', 'image'],
  ['AUDIO', 'audio'],
  ['VOICE_RECORDING', 'audio'],
])

const BY_HUBSPOT_TYPE: ReadonlyMap<string, FileKind> = new Map([
  ['IMG', 'image'],
  ['AUDIO', 'audio'],
  ['MOVIE', 'video'],
  ['DOCUMENT', 'file'],
])

/**
 * Which kind of message a file becomes. What the sender meant it as (`usage`) counts first: a voice recording may be
 * stored as video/webm. Then the content type, HubSpot's own sorting, and the name's extension; OTHER and
 * application/octet-stream say nothing, and what application/ogg holds the name tells.
 */
export function kindOf({ name, contentType, hubspotType, usage }: FileClues): FileKind {
  const type = bareType(contentType)
  const isOgg = type === 'application/ogg'
  const byName = kindFor(/\.(\w{1,10})\s{0,10}$/.exec((name ?? '').slice(-30))?.[1] ?? '')
  return (
    BY_USAGE.get(usage?.toUpperCase() ?? '') ??
    (isOgg ? (byName === 'video' ? 'video' : 'audio') : saysNothing(type) ? undefined : majorOf(type)) ??
    BY_HUBSPOT_TYPE.get(hubspotType?.toUpperCase() ?? '') ??
    byName ??
    'file'
  )
}
