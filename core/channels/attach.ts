import type { Logger } from '../botpress'
import type { UserMessage } from '../desk'
import type { Installation } from '../installation'
import { isDataUrl, readDataUrl } from '../messages/data-url'
import { fileName } from '../messages/file-name'
import { fileAsText, type OutgoingFile, type OutgoingPart } from '../messages/outgoing'
import { isWanted, storedType } from '../messages/served-file'
import { DownloadError, type Downloaded, download } from '../platform/download'

/**
 * Fetches the file of a message. Where that is impossible (too large, not to be had, something else in its place) the link
 * goes as text, or a word where there is none, so that nothing is lost; so it does where the desk does not take the file.
 */
export async function attach(
  installation: Installation,
  part: OutgoingPart,
  deadline: number,
): Promise<Pick<UserMessage, 'text' | 'file' | 'instead'>> {
  if (part.file === undefined) return { text: part.text, instead: part.text }
  // Half of the time is kept for the message itself.
  const until = Date.now() + Math.floor((deadline - Date.now()) / 2)
  const instead = fileAsText(installation.texts, part)
  try {
    const served = await fetched(installation, part.file, until)
    const contentType = storedType(part.file, served)
    const name = fileName(part.file.url, part.file.title, contentType, { served: served.name, kind: part.file.kind })
    const file = { name, content: served.content, contentType: contentType ?? 'application/octet-stream', until }
    return { text: part.text, file, instead }
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error
    warnOfFile(installation.logger, installation.desk.name, error)
    return { text: instead, instead }
  }
}

/** Tells the bot's owner why an agent gets no file. */
export function warnOfFile(logger: Logger, desk: string, { message }: Error): void {
  const text = 'A file of the end user could not be put into %s; the agent gets its link, or a word. %s'
  logger.forBot().warn(text, desk, message)
}

/** @throws {DownloadError} also when what is there is not the file. */
async function fetched({ desk }: Installation, file: OutgoingFile['file'], deadline: number): Promise<Downloaded> {
  if (isDataUrl(file.url)) {
    const written = readDataUrl(file.url, desk.fileMax)
    if (written === undefined)
      throw new DownloadError('its address, which holds the file itself, cannot be read', 'absent')
    return { ...written, name: undefined }
  }
  const served = await download(file.url, { maxBytes: desk.fileMax, deadline, desk: desk.apiUrl })
  if (!isWanted(file, served)) throw new DownloadError('what is at its address is something else', 'absent')
  return served
}
