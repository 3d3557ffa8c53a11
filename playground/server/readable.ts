import { cutBody, isBinary } from './cut'
import { json } from './json'

/** Bytes are not masked but left out; JSON that was kept as text is read, so that its fields are masked by name. */
export function readable(body: unknown): unknown {
  if (Buffer.isBuffer(body)) return cutBody(body)
  if (typeof body !== 'string') return body
  if (body === '') return undefined
  if (isBinary(body)) return cutBody(body)
  const read = /^\s*[[{]/.test(body) ? json.safeParse(body) : undefined
  return read?.success ? read.data : body
}
