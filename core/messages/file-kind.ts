import { bareType, type FileKind, kindFor, majorOf, saysNothing } from './file-types'

export type { FileKind }

/** What may be known about a file; each source speaks its own words. */
export type FileClues = {
  name?: string | undefined
  contentType?: string | undefined
  /** How the desk sorts it. */
  sorted?: FileKind | undefined
  /** What its sender meant it as. */
  meant?: FileKind | undefined
}

/**
 * Which kind of message a file becomes. What the sender meant it as counts first: a voice recording may be stored as
 * video/webm. Then the content type, the desk's own sorting, and the name's extension; application/octet-stream says
 * nothing, and what application/ogg holds the name tells.
 */
export function kindOf({ name, contentType, sorted, meant }: FileClues): FileKind {
  const type = bareType(contentType)
  const isOgg = type === 'application/ogg'
  const byName = kindFor(/\.(\w{1,10})\s{0,10}$/.exec((name ?? '').slice(-30))?.[1] ?? '')
  return (
    meant ??
    (isOgg ? (byName === 'video' ? 'video' : 'audio') : saysNothing(type) ? undefined : majorOf(type)) ??
    sorted ??
    byName ??
    'file'
  )
}
