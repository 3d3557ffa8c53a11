import { extensions as registered } from 'mime-types'

/** The four kinds of files that Botpress has a message type for. */
export type FileKind = 'image' | 'audio' | 'video' | 'file'

/**
 * Content types as servers give them, standard or not, and the extensions that fit; the first is what a file gets. What is
 * not here the registries know (`mime-types`), but they do not know what servers make up, and put rare extensions first.
 */
const TYPES = `
image/jpeg jpg jpeg jfif jpe|image/jpg jpg jpeg|image/pjpeg jpg jpeg|image/png png|image/x-png png|image/apng png apng
image/gif gif|image/webp webp|image/svg+xml svg svgz|image/bmp bmp|image/x-ms-bmp bmp|image/tiff tiff tif|image/avif avif
image/heic heic heif|image/heif heif heic|image/x-icon ico|image/vnd.microsoft.icon ico|image/jxl jxl
audio/mpeg mp3 mpga|audio/mp3 mp3|audio/x-mp3 mp3|audio/mpeg3 mp3|audio/x-mpeg mp3|audio/mp4 m4a mp4|audio/m4a m4a
audio/x-m4a m4a|audio/aac aac|audio/x-aac aac|audio/aacp aac|audio/ogg ogg oga opus|audio/opus opus ogg|audio/x-opus+ogg opus
audio/webm weba webm|audio/wav wav|audio/x-wav wav|audio/wave wav|audio/vnd.wave wav|audio/flac flac|audio/x-flac flac
audio/amr amr|audio/amr-wb amr awb|audio/3gpp 3gp|audio/x-caf caf|audio/midi mid midi|audio/x-ms-wma wma|audio/x-aiff aiff aif
video/mp4 mp4 m4v|video/x-m4v m4v|video/webm webm|video/quicktime mov qt|video/3gpp 3gp|video/3gpp2 3g2|video/ogg ogv ogg
video/x-matroska mkv|video/x-msvideo avi|video/avi avi|video/msvideo avi|video/mpeg mpg mpeg|video/x-ms-wmv wmv|video/x-flv flv
video/mp2t mts m2ts|application/ogg ogg oga ogv opus ogx|application/mp4 mp4 m4a
text/plain txt log text|text/csv csv|text/x-csv csv|application/csv csv|text/tab-separated-values tsv|text/html html htm
application/xhtml+xml xhtml|text/markdown md markdown|text/x-markdown md|text/vcard vcf vcard|text/x-vcard vcf|text/directory vcf
text/calendar ics|text/xml xml svg|text/rtf rtf|text/css css|text/javascript js mjs|application/javascript js|text/yaml yaml yml
application/yaml yaml yml|application/x-yaml yaml yml|application/pdf pdf|application/x-pdf pdf|application/json json
application/geo+json geojson|application/xml xml svg gpx|application/zip zip|application/x-zip zip|application/x-zip-compressed zip
application/x-compressed zip|application/gzip gz tgz|application/x-gzip gz tgz|application/x-tar tar|application/x-7z-compressed 7z
application/vnd.rar rar|application/x-rar-compressed rar|application/x-rar rar|application/rtf rtf|application/msword doc dot
application/vnd.ms-excel xls xlt|application/vnd.ms-powerpoint ppt pps|application/vnd.ms-outlook msg|message/rfc822 eml
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.ms-excel.sheet.macroenabled.12 xlsm|application/vnd.oasis.opendocument.text odt
application/vnd.oasis.opendocument.spreadsheet ods|application/vnd.oasis.opendocument.presentation odp|application/epub+zip epub
application/vnd.apple.pages pages|application/vnd.apple.numbers numbers|application/vnd.apple.keynote key
application/postscript ps eps ai|application/vnd.adobe.photoshop psd|application/vnd.android.package-archive apk
application/gpx+xml gpx|application/vnd.google-earth.kml+xml kml|application/pkcs7-mime p7m|application/pgp-encrypted pgp`

const EXTENSIONS: ReadonlyMap<string, readonly string[]> = new Map(
  TYPES.trim()
    .split(/[|\n]/)
    .map((entry): [string, string[]] => {
      const [type = '', ...extensions] = entry.split(' ')
      return [type, extensions]
    }),
)

/** Of types that share an extension the first is the standard one. */
const TYPE_OF: ReadonlyMap<string, string> = new Map(
  [...EXTENSIONS]
    .reverse()
    .flatMap(([type, extensions]) => extensions.map((extension): [string, string] => [extension, type])),
)

/** Words as well, which follow a full stop in captions: they count only where the content type says so. */
const WORDS = new Set(['pages', 'numbers', 'key', 'ai', 'text', 'log', 'dot', 'ps', 'jpe', 'qt'])

/** A content type without its parameters, in small letters; empty for none. Types are 127 characters a side at most. */
export function bareType(contentType: string | undefined): string {
  return (contentType ?? '').slice(0, 300).split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Whether a type is missing or only says that there are bytes. */
export function saysNothing(contentType: string | undefined): boolean {
  return !/^[^\s/*]+\/(?!(?:octet-?stream|x-octet-?stream|(?:x-|force-)?download|(?:x-)?binary|(?:x-)?unknown|\*)$)\S+$/.test(
    bareType(contentType),
  )
}

/** The extension that files of a type bear; undefined where nobody knows one. */
export function extensionFor(contentType: string | undefined): string | undefined {
  return extensionsOf(contentType)[0]
}

function extensionsOf(contentType: string | undefined): readonly string[] {
  const type = bareType(contentType)
  return saysNothing(type) ? [] : (EXTENSIONS.get(type) ?? registered[type] ?? [])
}

/** The standard type of an extension. */
export function typeFor(extension: string): string | undefined {
  return TYPE_OF.get(extension.toLowerCase())
}

/** Which kind a file of this extension is; undefined for one that is not known. */
export function kindFor(extension: string): FileKind | undefined {
  const type = typeFor(extension)
  return type === undefined ? undefined : majorOf(type)
}

/** Whether a word after a dot is an extension, for a file of this type (or kind, where the type says nothing). */
export function isExtension(word: string, contentType: string | undefined, kind: FileKind | undefined): boolean {
  const extension = word.toLowerCase()
  if (extensionsOf(contentType).includes(extension)) return true
  const theirs = kindFor(extension)
  if (theirs === undefined || WORDS.has(extension)) return false
  const ours = saysNothing(contentType) ? (kind ?? 'file') : majorOf(bareType(contentType))
  if (ours !== 'file') return isSameKind(theirs, ours)
  // A document is no picture, but text/plain is what servers say of anything.
  return theirs === 'file' || saysNothing(contentType) || bareType(contentType) === 'text/plain'
}

/** Sound alone may come in what holds films as well. */
export function isSameKind(one: FileKind, other: FileKind): boolean {
  const isMedia = (kind: FileKind) => kind === 'audio' || kind === 'video'
  return one === other || (isMedia(one) && isMedia(other))
}

/** The kind that a type, without parameters, stands for. */
export function majorOf(type: string): FileKind {
  if (type === 'application/ogg') return 'audio'
  if (type === 'application/mp4') return 'video'
  const major = type.split('/')[0]
  return major === 'image' || major === 'audio' || major === 'video' ? major : 'file'
}
