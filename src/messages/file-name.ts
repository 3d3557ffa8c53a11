import { FILE_NAME_MAX } from './limits'
import { safeUrl, WEB } from './plain'
import { shorten } from './split-text'

const EXTENSION = /\.(?=[a-z0-9]*[a-z])([a-z0-9]{1,10})$/i

const BY_CONTENT_TYPE: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/svg+xml', 'svg'],
  ['image/heic', 'heic'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/ogg', 'ogg'],
  ['audio/webm', 'weba'],
  ['audio/wav', 'wav'],
  ['audio/x-wav', 'wav'],
  ['audio/amr', 'amr'],
  ['video/mp4', 'mp4'],
  ['video/webm', 'webm'],
  ['video/quicktime', 'mov'],
  ['video/3gpp', '3gp'],
  ['text/plain', 'txt'],
  ['text/csv', 'csv'],
  ['text/html', 'html'],
  ['application/pdf', 'pdf'],
  ['application/json', 'json'],
  ['application/xml', 'xml'],
  ['application/zip', 'zip'],
  ['application/rtf', 'rtf'],
  ['application/msword', 'doc'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.ms-powerpoint', 'ppt'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
])

/**
 * A safe name for an uploaded file: the title, else the last part of the URL's path, else "file". The extension comes
 * from the title, else from the URL's path, else from the content type, else there is none. Without path separators,
 * control and direction characters, characters and names that file systems reserve, and leading or trailing dots; in
 * NFC; at most FILE_NAME_MAX UTF-16 units, shortened before the extension. Never throws.
 */
export function fileName(url: string, title?: string, contentType?: string): string {
  const fromTitle = clean(title ?? '')
  const fromUrl = clean(lastSegment(url))
  const extension =
    EXTENSION.exec(fromTitle)?.[1] ??
    EXTENSION.exec(fromUrl)?.[1] ??
    BY_CONTENT_TYPE.get((contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '')
  const suffix = extension === undefined ? '' : `.${extension}`
  const name = fromTitle === '' ? fromUrl : fromTitle
  const bare = suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name
  const stem = trimDots(shorten(notReserved(trimDots(bare)), FILE_NAME_MAX - suffix.length, ''))
  return (stem === '' ? 'file' : stem) + suffix
}

function lastSegment(url: string): string {
  const web = safeUrl(url, WEB)
  if (web === undefined) return ''
  const segment = new URL(web).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment // A lone % or a broken escape: the segment as it stands is still a name.
  }
}

/** Replaces what a name cannot hold. Zero-width joiners stay: some scripts and emoji are spelt with them. */
function clean(name: string): string {
  const visible = name
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, '')
  return trimDots(visible.replace(/[<>:"/\\|?*]/g, '_'))
}

function trimDots(name: string): string {
  return name.replace(/^[.\s]+/, '').replace(/(?<![.\s])[.\s]+$/, '')
}

/** Windows keeps these for devices, with any extension. */
function notReserved(stem: string): string {
  return /^(con|prn|aux|nul|(com|lpt)[0-9])(\.|$)/i.test(stem) ? `_${stem}` : stem
}
