import * as z from 'zod'
import type { SimRequest, SimResponse } from '../http/server'
import type { Caller } from './auth'
import { invalid, notFound } from './errors'
import { fileUrl, fullName, isPublic, isSigned, signedUrl, storeFile } from './file-store'
import type { StoredFile } from './model'
import { type ApiRequest, bearer, open } from './routes'
import { iso, type World } from './world'

const base = '/files/2026-09/files'
const read = ['files.read', 'files', 'files.ui_hidden.read']
const write = ['files.write', 'files', 'files.ui_hidden.write']

const options = z.strictObject({
  access: z.enum(['PRIVATE', 'PUBLIC_NOT_INDEXABLE', 'PUBLIC_INDEXABLE']),
  ttl: z.string().optional(),
  overwrite: z.boolean().optional(),
  duplicateValidationStrategy: z.enum(['NONE', 'REJECT', 'RETURN_EXISTING']).optional(),
  duplicateValidationScope: z.enum(['ENTIRE_PORTAL', 'EXACT_FOLDER']).optional(),
})

export const fileRoutes = [
  bearer('POST', base, write, upload),
  bearer('GET', `${base}/{fileId}`, read, ({ world, param }, caller) => ({
    status: 200,
    body: fileBody(world, ownFile(caller, param('fileId'))),
  })),
  bearer('GET', `${base}/{fileId}/signed-url`, read, sign),
  bearer('GET', `${base}/{fileId}/download`, read, ({ param }, caller) => bytes(ownFile(caller, param('fileId')))),
  open('GET', '/hubfs/{portalId}/{fileId}/{name}', serve),
]

async function upload({ world, http }: ApiRequest, { portal }: Caller): Promise<SimResponse> {
  const form = await readForm(http)
  const file = form.get('file')
  if (!(file instanceof File)) throw invalid('the form needs one file')
  if ((form.get('folderPath') === null) === (form.get('folderId') === null)) {
    throw invalid('exactly one of folderPath and folderId is required')
  }
  const { access } = readOptions(form)
  const content = Buffer.from(await file.arrayBuffer())
  if (content.length > world.settings.maxFileBytes) throw invalid('the file is too large')
  const stored = storeFile(world, portal, {
    name: textField(form, 'fileName') ?? file.name,
    content,
    contentType: file.type || 'application/octet-stream',
    access,
    folder: textField(form, 'folderPath') ?? textField(form, 'folderId') ?? '',
    sourceGroup: 'CONTENT',
  })
  return { status: 201, body: fileBody(world, stored) }
}

async function readForm(http: SimRequest): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(http.body), {
      headers: { 'content-type': http.headers['content-type'] ?? '' },
    }).formData()
  } catch {
    throw invalid('the body must be multipart/form-data')
  }
}

function readOptions(form: FormData): z.infer<typeof options> {
  let given: unknown
  try {
    given = JSON.parse(textField(form, 'options') ?? '')
  } catch {
    throw invalid('options must be JSON')
  }
  const result = options.safeParse(given)
  if (!result.success) throw invalid(`options: ${z.prettifyError(result.error)}`)
  return result.data
}

function textField(form: FormData, name: string): string | undefined {
  const value = form.get(name)
  return typeof value === 'string' ? value : undefined
}

function ownFile({ portal }: Caller, fileId: string): StoredFile {
  const file = portal.files.get(fileId)
  if (file === undefined) throw notFound(`No file with id ${fileId} was found`)
  return file
}

function sign({ world, http, param }: ApiRequest, caller: Caller): SimResponse {
  const file = ownFile(caller, param('fileId'))
  const seconds = Number(http.query.get('expirationSeconds') ?? 3600)
  if (!Number.isInteger(seconds) || seconds < 1) throw invalid('expirationSeconds must be a whole number above 0')
  const expiresAt = world.now() + seconds * 1000
  const { name, extension, content } = file
  return {
    status: 200,
    body: {
      url: signedUrl(world, file, expiresAt),
      expiresAt: iso(expiresAt),
      name,
      extension,
      size: content.length,
      type: kind(file),
    },
  }
}

function serve({ world, http, param }: ApiRequest): SimResponse {
  const file = world.portals.get(Number(param('portalId')))?.files.get(param('fileId'))
  // HubSpot answers 404 for a private file's bare url.
  if (file === undefined || !(isPublic(file) || isSigned(world, file, http.query))) throw notFound('No such file')
  return bytes(file)
}

function bytes(file: StoredFile): SimResponse {
  return {
    status: 200,
    headers: {
      'content-type': file.contentType,
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(fullName(file))}`,
    },
    body: file.content,
  }
}

function kind({ contentType }: StoredFile): string {
  if (contentType.startsWith('image/')) return 'IMG'
  if (contentType.startsWith('audio/')) return 'AUDIO'
  if (contentType.startsWith('video/')) return 'MOVIE'
  return /^text\/|pdf|word|sheet|presentation/.test(contentType) ? 'DOCUMENT' : 'OTHER'
}

function fileBody(world: World, file: StoredFile): Record<string, unknown> {
  const url = fileUrl(world, file)
  return {
    id: file.id,
    name: file.name,
    extension: file.extension,
    path: file.path,
    size: file.content.length,
    type: kind(file),
    access: file.access,
    sourceGroup: file.sourceGroup,
    url,
    defaultHostingUrl: url,
    isUsableInContent: false,
    archived: false,
    createdAt: iso(file.createdAt),
    updatedAt: iso(file.createdAt),
  }
}
