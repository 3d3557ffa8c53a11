import { bareType, extensionFor, type FileKind, isExtension, saysNothing } from './file-types'
import { FILE_NAME_MAX } from './limits'
import { safeUrl, WEB } from './plain'
import { shorten } from './split-text'

const EXTENSION = /\.(?=[a-z0-9]{0,10}[a-z])([a-z0-9]{1,10})$/i

/** What programs open most of a kind, by what they find in it. */
const BY_KIND = { image: 'jpg', audio: 'mp3', video: 'mp4', file: undefined } as const

/** What else may be known of a file: the name its server gives it, and the kind of message it came in. */
export type NameClues = { served?: string | undefined; kind?: FileKind | undefined }

/**
 * A safe name for an uploaded file: the title, else the name that the server gives, else the last part of the URL's path,
 * else "file". The first of these that ends in an extension which fits the content type gives it; else it is the type's
 * own; else, for a picture, sound or film of which nothing is said, a common one; else whatever extension there is. Without
 * path separators, control and direction characters, characters and names that file systems reserve, and leading or
 * trailing dots; in NFC; at most FILE_NAME_MAX UTF-16 units, shortened before the extension. Never throws.
 */
export function fileName(url: string, title?: string, contentType?: string, { served, kind }: NameClues = {}): string {
  const names = [title ?? '', served ?? '', lastSegment(url)].map(clean)
  const extensions = names.flatMap((name) => EXTENSION.exec(name)?.[1] ?? [])
  const type = bareType(contentType)
  const extension =
    extensions.find((candidate) => isExtension(candidate, type, kind)) ??
    extensionFor(type) ??
    (saysNothing(type) ? BY_KIND[kind ?? 'file'] : undefined) ??
    extensions[0]
  const suffix = extension === undefined ? '' : `.${extension}`
  const name = names.find((candidate) => candidate !== '') ?? ''
  const bare = suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name
  const stem = trimDots(shorten(notReserved(trimDots(bare)), FILE_NAME_MAX - suffix.length, ''))
  return (stem === '' ? 'file' : stem) + suffix
}

/** The extension of the name that a file goes by: that of the first which has one that is known. */
export function extensionOf(names: readonly (string | undefined)[]): string | undefined {
  const found = names.flatMap((name) => EXTENSION.exec(clean(name ?? ''))?.[1]?.toLowerCase() ?? [])
  return found.find((extension) => isExtension(extension, undefined, undefined))
}

/** The last part of a web address's path, decoded; empty for any other address. */
export function lastSegment(url: string): string {
  const web = safeUrl(url, WEB)
  if (web === undefined) return ''
  const segment = new URL(web).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment // A lone % or a broken escape: the segment as it stands is still a name.
  }
}

/** Well beyond what is kept; what stands at the end may be an extension. */
const inView = (name: string) => (name.length > 2_000 ? `${name.slice(0, 1_000)}${name.slice(-200)}` : name)

/** Replaces what a name cannot hold. Zero-width joiners stay: some scripts and emoji are spelt with them. */
function clean(name: string): string {
  const visible = inView(name)
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
