import type { UploadedFile } from '../../protocol'
import { notify } from '../state/notices'

/** The server takes no more, bytes. */
const maxBytes = 20_000_000

/** A file as it is sent to the server; undefined, with a notice, when it is too large or cannot be read. */
export async function readFile(file: File): Promise<UploadedFile | undefined> {
  if (file.size > maxBytes) {
    notify(`“${file.name}” is larger than 20 MB. Choose a smaller file.`)
    return undefined
  }
  try {
    const dataUrl = await readAsDataUrl(file)
    const contentType = file.type || 'application/octet-stream'
    return { name: file.name, contentType, base64: dataUrl.slice(dataUrl.indexOf(',') + 1) }
  } catch {
    notify(`“${file.name}” could not be read.`)
    return undefined
  }
}

function readAsDataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
