import type { UploadedFile } from '../protocol'
import { Refusal } from './refusal'

/** Largest file that an end user may send, in bytes. */
export const largestFile = 20_000_000

/** Bytes of a file that came in base64. */
export const bytesOf = ({ base64 }: Pick<UploadedFile, 'base64'>): number => Buffer.byteLength(base64, 'base64')

/** @throws {Refusal} for one that is too large. */
export function checkSize(file: UploadedFile): void {
  if (bytesOf(file) > largestFile) throw new Refusal(413, `“${file.name}” is larger than 20 MB.`)
}
