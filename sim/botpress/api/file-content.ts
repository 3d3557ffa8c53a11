import { createHmac } from 'node:crypto'
import type { SimRequest, SimResponse } from '../../http/server'
import { ApiError } from '../errors'
import type { StoredFile, World } from '../world'

/** How long a link to a file that is not public works. */
const linkLife = 15 * 60_000

/** Where the bytes of a file are PUT; the link is its own permission. */
export function uploadUrl(world: World, file: StoredFile): string {
  return `${world.url}/content/upload/${file.record.id}?signature=${sign(file, 'upload')}`
}

/** Where the bytes are fetched: a lasting link for public content, else one that ends after 15 minutes. */
export function contentUrl(world: World, file: StoredFile): string {
  const name = encodeURIComponent(file.record.key.split('/').at(-1) ?? file.record.key)
  const url = `${world.url}/content/file/${file.record.id}/${name}`
  if (file.record.accessPolicies.includes('public_content')) return url
  const until = String(world.now() + linkLife)
  return `${url}?until=${until}&signature=${sign(file, until)}`
}

/** Answers the upload and download links; undefined when the request is for neither. */
export function serveContent(world: World, request: SimRequest): SimResponse | undefined {
  const [, action, id] = /^\/content\/(upload|file)\/([^/]+)/.exec(request.path) ?? []
  if (action === undefined || id === undefined) return undefined
  const file = world.files.get(id)
  if (!file || isOver(world, file)) return new ApiError('ResourceNotFound', 'No such file').toResponse()
  if (action === 'upload') return upload(world, file, request)
  return download(world, file, request)
}

function upload(world: World, file: StoredFile, request: SimRequest): SimResponse {
  if (request.method !== 'PUT' || request.query.get('signature') !== sign(file, 'upload')) return refused
  if (file.needsPublicTag && request.headers['x-amz-tagging'] !== 'public=true') return refused
  if (request.body.length !== file.declaredSize) {
    return { status: 400, body: `Expected ${file.declaredSize} bytes, got ${request.body.length}` }
  }
  const updatedAt = new Date(world.now()).toISOString()
  world.files.set(file.record.id, { ...file, record: { ...file.record, updatedAt }, content: request.body })
  return { status: 200 }
}

function download(world: World, file: StoredFile, request: SimRequest): SimResponse {
  if (!file.record.accessPolicies.includes('public_content')) {
    const until = request.query.get('until') ?? ''
    if (request.query.get('signature') !== sign(file, until) || Number(until) < world.now()) return refused
  }
  if (!file.content) return { status: 404, body: 'Not uploaded yet' }
  return { status: 200, headers: { 'content-type': file.record.contentType }, body: file.content }
}

function isOver(world: World, file: StoredFile): boolean {
  return file.record.expiresAt !== undefined && Date.parse(file.record.expiresAt) <= world.now()
}

const refused: SimResponse = { status: 403, body: 'Access denied' }

function sign(file: StoredFile, what: string): string {
  return createHmac('sha256', file.secret).update(what).digest('hex')
}
