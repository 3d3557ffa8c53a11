/** The four kinds of files that Botpress has a message type for. */
export type FileKind = 'image' | 'audio' | 'video' | 'file'

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

const BY_EXTENSION: ReadonlyMap<string, FileKind> = new Map(
  Object.entries({
    image: 'jpg jpeg jfif png gif webp svg bmp avif heic heif tif tiff ico',
    audio: 'mp3 m4a aac ogg oga opus wav flac amr weba',
    video: 'mp4 m4v mov webm mkv avi mpg mpeg ogv 3gp wmv',
  }).flatMap(([kind, names]) => names.split(' ').map((name): [string, FileKind] => [name, toKind(kind)])),
)

/**
 * Which kind of message a file becomes. What the sender meant it as (`usage`) counts first: a voice recording may be
 * stored as video/webm. Then the content type, HubSpot's own sorting, and the name's extension; OTHER and
 * application/octet-stream say nothing.
 */
export function kindOf({ name, contentType, hubspotType, usage }: FileClues): FileKind {
  return (
    BY_USAGE.get(usage?.toUpperCase() ?? '') ??
    byContentType(contentType) ??
    BY_HUBSPOT_TYPE.get(hubspotType?.toUpperCase() ?? '') ??
    BY_EXTENSION.get(/\.(\w+)\s*$/.exec(name ?? '')?.[1]?.toLowerCase() ?? '') ??
    'file'
  )
}

function byContentType(contentType: string | undefined): FileKind | undefined {
  const [major = '', minor = ''] = (contentType ?? '').split(';')[0]?.trim().toLowerCase().split('/') ?? []
  if (major === '' || minor === '' || /^(octet-stream|x-download|force-download|binary)$/.test(minor)) return undefined
  return toKind(major)
}

function toKind(word: string): FileKind {
  return word === 'image' || word === 'audio' || word === 'video' ? word : 'file'
}
