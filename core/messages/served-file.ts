import { extensionOf, lastSegment } from './file-name'
import { hasTag, isBinary, signatureOf } from './file-signature'
import { bareType, type FileKind, isSameKind, majorOf, saysNothing, typeFor } from './file-types'

/** What a server gave for a file. */
export type ServedFile = {
  content: Uint8Array
  /** As the server says, with parameters. */
  contentType: string | undefined
  /** As the server says. */
  name?: string | undefined
}

/** What is known of a file before it is fetched; `kind` only where somebody said so. */
export type WantedFile = { url: string; title?: string | undefined; kind?: FileKind | undefined }

/**
 * Whether what a server gave is the file that was asked for: no page of HTML in place of anything that is not called one
 * (a login, an error), and nothing that is no picture, sound or film where one was sent. Types are often wrong or missing,
 * so the first bytes speak for a file as well, but only a page is refused because of them alone.
 */
export function isWanted(wanted: WantedFile, served: ServedFile): boolean {
  if (isPage(served, extensionOf([wanted.title, served.name, lastSegment(wanted.url)]))) return false
  const { kind = 'file' } = wanted
  if (kind === 'file') return true
  const shown = signatureOf(served.content)
  if (served.content.length === 0) return false
  if (shown !== undefined && isSameKind(majorOf(shown), kind)) return true
  const type = bareType(served.contentType)
  if (saysNothing(type)) return shown === undefined
  return isSameKind(majorOf(type), kind) || (type === 'text/plain' && shown === undefined && isBinary(served.content))
}

const PAGES = new Set(['html', 'htm', 'xhtml'])
const isPageType = (type: string) => type === 'text/html' || type === 'application/xhtml+xml'

/** A page that is not called one. */
function isPage({ content, contentType }: ServedFile, extension: string | undefined): boolean {
  if (extension !== undefined && PAGES.has(extension)) return false
  const type = bareType(contentType)
  const shown = signatureOf(content)
  const isText = extension !== undefined && /^text\/|\/(?:json|xml|yaml|javascript)$/.test(typeFor(extension) ?? '')
  // The source of a page, called a text and served as one.
  if (shown === 'text/html') return isPageType(type) || !isText
  // Some servers call everything HTML.
  return isPageType(type) && shown === undefined && !(isText && !hasTag(content)) && !isBinary(content)
}

/**
 * The content type to store a file under: what the server said, with its parameters, unless that says nothing or the first
 * bytes show better; then what these show, else what the name's extension stands for.
 */
export function storedType(wanted: WantedFile, served: ServedFile): string | undefined {
  const said = served.contentType?.trim() ?? ''
  const shown = signatureOf(served.content)
  const extension = extensionOf([wanted.title, served.name, lastSegment(wanted.url)])
  const byName = extension === undefined ? undefined : typeFor(extension)
  // Documents are archives, too; their name says which.
  if (saysNothing(said)) return shown === 'application/zip' ? (byName ?? shown) : (shown ?? byName)
  const isBetter = shown !== undefined && isVague(bareType(said)) && shown !== 'text/html'
  return isBetter ? shown : /^[\x20-\x7e]{1,200}$/.test(said) ? said : bareType(said)
}

const isVague = (type: string) => type === 'text/plain' || isPageType(type)
