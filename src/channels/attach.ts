import { DownloadError, type Downloaded, download } from '../download'
import { HubSpotError } from '../hubspot/errors'
import { uploadFile } from '../hubspot/files'
import type { Installation } from '../installation'
import { isDataUrl, readDataUrl } from '../messages/data-url'
import { fileName } from '../messages/file-name'
import { FILE_TO_HUBSPOT_MAX_BYTES } from '../messages/limits'
import { isWanted, storedType } from '../messages/served-file'
import { fileAsText, type OutgoingFile, type OutgoingPart } from '../messages/to-hubspot'

/**
 * Puts the file of a message into HubSpot. Where that is impossible the link goes as text, or a word where there is none, so
 * that nothing is lost: no scope for files, too large, cannot be fetched, something else in its place, or HubSpot's file
 * manager is down while messages still pass.
 */
export async function attach(
  installation: Installation,
  part: OutgoingPart,
  deadline: number,
): Promise<{ text: string; fileIds: string[] }> {
  if (part.file === undefined) return { text: part.text, fileIds: [] }
  // Half of the time is kept for the message itself.
  const until = Date.now() + Math.floor((deadline - Date.now()) / 2)
  try {
    const served = await fetched(part.file, until)
    const contentType = storedType(part.file, served)
    const name = fileName(part.file.url, part.file.title, contentType, { served: served.name, kind: part.file.kind })
    const file = { name, content: served.content, contentType: contentType ?? 'application/octet-stream' }
    return { text: part.text, fileIds: [await uploadFile(installation.hubspot, file, until)] }
  } catch (error) {
    if (!(error instanceof DownloadError) && !(error instanceof HubSpotError)) throw error
    installation.logger
      .forBot()
      .warn(
        'A file of the end user could not be put into HubSpot; the agent gets its link, or a word. %s',
        error.message,
      )
    return { text: fileAsText(part), fileIds: [] }
  }
}

/** @throws {DownloadError} also when what is there is not the file. */
async function fetched(file: OutgoingFile['file'], deadline: number): Promise<Downloaded> {
  if (isDataUrl(file.url)) {
    const written = readDataUrl(file.url, FILE_TO_HUBSPOT_MAX_BYTES)
    if (written === undefined)
      throw new DownloadError('its address, which holds the file itself, cannot be read', 'absent')
    return { ...written, name: undefined }
  }
  const served = await download(file.url, { maxBytes: FILE_TO_HUBSPOT_MAX_BYTES, deadline })
  if (!isWanted(file, served)) throw new DownloadError('what is at its address is something else', 'absent')
  return served
}
