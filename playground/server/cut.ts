/** Longest text of a body that is kept, in UTF-16 units. */
const longest = 20_000

/** A body as it is kept: what is binary or long is replaced by its beginning and a note of its size. */
export function cutBody(body: unknown): unknown {
  if (body === undefined) return undefined
  if (Buffer.isBuffer(body)) return `(${inBytes(body.length)} of binary data)`
  if (typeof body === 'string') return cutText(body)
  const text = JSON.stringify(body)
  return text.length <= longest ? body : `${text.slice(0, longest)}… (cut: ${inBytes(text.length)} in all)`
}

/** Whether a body that was read as text is none. The replacement character is what undecodable bytes became. */
export const isBinary = (text: string) => /[\0\uFFFD]/.test(text.slice(0, longest))

function cutText(text: string): string {
  const start = text.slice(0, longest)
  if (isBinary(text))
    return `${start.slice(0, firstBinary(start)).trimEnd()}… (${inBytes(text.length)} with binary data)`
  return text.length <= longest ? text : `${start}… (cut: ${inBytes(text.length)} in all)`
}

/** The form fields before a file's bytes can be read. */
const firstBinary = (text: string) => Math.min(1_000, text.search(/[\0\uFFFD]/))

function inBytes(size: number): string {
  if (size < 1_000) return `${size} bytes`
  return size < 1_000_000 ? `${Math.round(size / 1_000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`
}
