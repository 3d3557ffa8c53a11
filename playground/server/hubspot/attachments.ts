import type { UploadedFile } from '../../protocol'
import { bytesOf } from '../uploaded'

/**
 * Why HubSpot would not let an agent attach these files, by what a channel says of itself, in words for the agent;
 * undefined when it would.
 */
export function objectionTo(files: readonly UploadedFile[], capabilities: Record<string, unknown>): string | undefined {
  const {
    maxFileAttachmentCount: count,
    maxFileAttachmentSizeBytes: each,
    maxTotalFileAttachmentSizeBytes: together,
    allowedFileAttachmentMimeTypes: types,
  } = capabilities
  if (typeof count === 'number' && files.length > count) {
    return `A reply takes at most ${count} files, and these are ${files.length}. Send some of them with another.`
  }
  for (const file of files) {
    if (typeof each === 'number' && bytesOf(file) > each) {
      return `“${file.name}” is too large: an attachment may have at most ${megabytes(each)} here.`
    }
    if (Array.isArray(types) && !types.includes(file.contentType) && !types.includes(anyOf(file.contentType))) {
      return `“${file.name}” cannot be attached here: files of the type ${file.contentType} are not taken.`
    }
  }
  const sum = files.reduce((total, file) => total + bytesOf(file), 0)
  if (typeof together === 'number' && sum > together) {
    const names = files.map(({ name }) => `“${name}”`).join(', ')
    return `${names} are too large together: the attachments of a reply may have at most ${megabytes(together)}.`
  }
  return undefined
}

const anyOf = (contentType: string) => `${contentType.split('/')[0]}/*`

const megabytes = (bytes: number) => `${Number((bytes / 1_000_000).toFixed(1))} MB`
