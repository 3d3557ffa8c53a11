import { warnOfFile } from '../../core/channels/attach'
import { type AgentFile, DeskError, type LocatedFile, type UserMessage } from '../../core/desk'
import type { FileKind } from '../../core/messages/file-kind'
import { safeUrl, WEB } from '../../core/messages/plain'
import type { Caller } from '../hubspot/caller'
import { HubSpotError } from '../hubspot/errors'
import { signedUrl, uploadFile } from '../hubspot/files'
import type { Installation } from '../installation/installation'

/** `type` of HubSpot's files; OTHER says nothing. */
const KINDS: ReadonlyMap<string, FileKind> = new Map([
  ['IMG', 'image'],
  ['AUDIO', 'audio'],
  ['MOVIE', 'video'],
  ['DOCUMENT', 'file'],
])

/** Where an agent's file can be fetched from without credentials; undefined when HubSpot gives no web address. */
export async function locate(
  hubspot: Caller,
  { source, name: given }: AgentFile,
  deadline: number,
): Promise<LocatedFile | undefined> {
  if (source.fileId === undefined) return undefined
  const file = await signedUrl(hubspot, source.fileId, deadline).catch((error: unknown) => {
    // An answer of another form than expected will be the same the next time.
    const isOtherForm = error instanceof HubSpotError && error.status !== undefined && error.status < 300
    throw isOtherForm ? new DeskError(error.message, 'refused', error.advice) : error
  })
  if (safeUrl(file.url, WEB) === undefined) return undefined
  const extended = file.name && file.extension && !file.name.endsWith(`.${file.extension}`)
  const name = given ?? (extended ? `${file.name}.${file.extension}` : file.name)
  return { url: file.url, name, kind: KINDS.get(file.type?.toUpperCase() ?? ''), size: file.size }
}

/**
 * Puts the file of a message into HubSpot. Where that is impossible (no scope for files, or HubSpot's file manager is down
 * while messages still pass) what is to go in its place goes as text.
 */
export async function attach(
  { hubspot, logger }: Installation,
  { text, file, instead }: UserMessage,
): Promise<{ text: string; fileIds: string[] }> {
  if (file === undefined) return { text, fileIds: [] }
  try {
    return { text, fileIds: [await uploadFile(hubspot, file, file.until)] }
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    warnOfFile(logger, 'HubSpot', error)
    return { text: instead, fileIds: [] }
  }
}
