import { DownloadError, download } from '../download'
import { HubSpotError } from '../hubspot/errors'
import { uploadFile } from '../hubspot/files'
import type { Installation } from '../installation'
import { fileName } from '../messages/file-name'
import { FILE_TO_HUBSPOT_MAX_BYTES } from '../messages/limits'
import { fileAsText, type OutgoingPart } from '../messages/to-hubspot'

/**
 * Puts the file of a message into HubSpot. Where that is impossible the link goes as text, so that nothing is lost: no
 * scope for files, too large, cannot be fetched, or HubSpot's file manager is down while messages still pass.
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
    const { content, contentType } = await download(part.file.url, {
      maxBytes: FILE_TO_HUBSPOT_MAX_BYTES,
      deadline: until,
    })
    const name = fileName(part.file.url, part.file.title, contentType)
    const file = { name, content, contentType: contentType ?? 'application/octet-stream' }
    return { text: part.text, fileIds: [await uploadFile(installation.hubspot, file, until)] }
  } catch (error) {
    if (!(error instanceof DownloadError) && !(error instanceof HubSpotError)) throw error
    installation.logger
      .forBot()
      .warn('A file of the end user could not be put into HubSpot; the agent gets its link instead. %s', error.message)
    return { text: fileAsText(part), fileIds: [] }
  }
}
