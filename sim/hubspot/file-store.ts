import { createHmac, timingSafeEqual } from 'node:crypto'
import { invalid } from './errors'
import type { Attachment } from './message-model'
import type { Portal, StoredFile } from './model'
import type { World } from './world'

export type FileInput = {
  name: string
  content: Buffer
  contentType: string
  access: string
  folder: string
  sourceGroup: StoredFile['sourceGroup']
}

/** Keeps a file of the portal; `name` is with its extension. */
export function storeFile(world: World, portal: Portal, input: FileInput): StoredFile {
  const [, name = input.name, extension = ''] = /^(.*)\.([^.]+)$/.exec(input.name) ?? []
  const file: StoredFile = {
    id: world.nextId(),
    portalId: portal.portalId,
    name,
    extension,
    contentType: input.contentType,
    content: input.content,
    access: input.access,
    path: `/${input.folder.replace(/^\/|\/$/g, '')}/${input.name}`,
    sourceGroup: input.sourceGroup,
    createdAt: world.now(),
  }
  portal.files.set(file.id, file)
  return file
}

export const fullName = ({ name, extension }: StoredFile): string => (extension === '' ? name : `${name}.${extension}`)

export const isPublic = ({ access }: StoredFile): boolean => access.startsWith('PUBLIC')

/** Where the file is served; without a signature only a public one is. */
export function fileUrl(world: World, file: StoredFile): string {
  return `${world.baseUrl()}/hubfs/${file.portalId}/${file.id}/${encodeURIComponent(fullName(file))}`
}

/** The same, good for anybody until `expiresAt` (epoch ms). */
export function signedUrl(world: World, file: StoredFile, expiresAt: number): string {
  return `${fileUrl(world, file)}?expires=${expiresAt}&signature=${signature(world, file, expiresAt)}`
}

export function isSigned(world: World, file: StoredFile, query: URLSearchParams): boolean {
  const expiresAt = Number(query.get('expires'))
  const given = Buffer.from(query.get('signature') ?? '')
  const right = Buffer.from(signature(world, file, expiresAt))
  return given.length === right.length && timingSafeEqual(given, right) && world.now() < expiresAt
}

function signature(world: World, file: StoredFile, expiresAt: number): string {
  return createHmac('sha256', world.fileKey).update(`${file.id} ${expiresAt}`).digest('hex')
}

/** An attachment as a message shows it: a file with its name and use, the others as they came. */
export function attachmentBody(portal: Portal, attachment: Attachment): Attachment {
  if (attachment.type === 'QUICK_REPLIES') return { allowMultiSelect: false, allowUserInput: false, ...attachment }
  if (attachment.type !== 'FILE') return attachment
  const file = portal.files.get(String(attachment.fileId))
  if (file === undefined) throw invalid(`No file with id ${attachment.fileId} was found`)
  return { fileUsageType: usage(file.contentType), ...attachment, name: fullName(file) }
}

export function usage(contentType: string): 'IMAGE' | 'AUDIO' | 'OTHER' {
  if (contentType.startsWith('image/')) return 'IMAGE'
  return contentType.startsWith('audio/') ? 'AUDIO' : 'OTHER'
}
