import type { SimRequest } from '../http/server'
import { SalesIqError } from './errors'
import type { StoredFile } from './model'
import type { World } from './world'

/** What is written into a chat: a text, or a file that may have a caption. */
export type Written = { text: string | undefined; file: StoredFile | undefined }

/** Reads a multipart form with the part `file` and maybe `comment`; throws 1011, 1018, 1027 or 1028. */
export async function readUpload(world: World, http: SimRequest, { sharesFiles = true } = {}): Promise<Written> {
  const form = await readForm(http)
  const file = form.get('file')
  if (!(file instanceof File)) throw new SalesIqError(1011, { param: 'file' })
  const comment = form.get('comment')
  if (comment !== null && typeof comment !== 'string') throw new SalesIqError(1007, { param: 'comment' })
  if ((comment ?? '').length > world.settings.textMax) throw new SalesIqError(1011, { param: 'comment' })
  const content = Buffer.from(await file.arrayBuffer())
  if (content.length === 0) throw new SalesIqError(1018, { param: 'file' })
  if (content.length > world.settings.fileMax) throw new SalesIqError(1027, { param: 'file' })
  if (!sharesFiles || isRefused(world, file)) throw new SalesIqError(1028, { param: 'file' })
  const contentType = file.type || 'application/octet-stream'
  return { text: comment || undefined, file: { id: world.nextId(), name: file.name, contentType, content } }
}

/** SVG is known by its type too: another name does not help. */
function isRefused({ settings }: World, { name, type }: File): boolean {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  return type.startsWith('image/svg') || (extension !== undefined && settings.refusedExtensions.includes(extension))
}

async function readForm({ body, headers }: SimRequest): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData()
  } catch {
    throw new SalesIqError(1015)
  }
}

export const isForm = ({ headers }: SimRequest): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')
