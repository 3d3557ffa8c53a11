/** A file that is written out in an address. */
export type DataFile = { content: Buffer; contentType: string }

/** Whether an address holds the file itself (RFC 2397). */
export const isDataUrl = (url: string): boolean => /^\s{0,100}data:/i.test(url)

/**
 * The file that a `data:` address holds.
 *
 * @param maxBytes of the file.
 * @returns undefined when the address is malformed, holds nothing, or a file that is larger.
 */
export function readDataUrl(url: string, maxBytes: number): DataFile | undefined {
  // A byte takes four thirds of a character in base64 and three when it is escaped; white space may stand between.
  if (!isDataUrl(url) || url.length > 4 * maxBytes + 2_000) return undefined
  const comma = url.indexOf(',')
  if (comma < 0 || comma > 1_000) return undefined
  const [, ...parameters] = url.slice(url.indexOf(':') + 1, comma).split(';')
  const type = url
    .slice(url.indexOf(':') + 1, comma)
    .trim()
    .replace(/\s{0,100};\s{0,100}base64$/i, '')
  const bytes = unescaped(url.slice(comma + 1))
  const content = /^\s{0,100}base64\s{0,100}$/i.test(parameters.at(-1) ?? '')
    ? fromBase64(bytes.toString('latin1'))
    : bytes
  if (content === undefined || content.length === 0 || content.length > maxBytes) return undefined
  // Without a type it is text, as the RFC says.
  return { content, contentType: type === '' || type.startsWith(';') ? `text/plain${type}` : type }
}

/** Bytes in which `%41` stands for one; anything else is itself, in UTF-8. */
function unescaped(text: string): Buffer {
  if (!text.includes('%')) return Buffer.from(text, 'utf8')
  const bytes = Buffer.from(text, 'utf8')
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at] === percent ? hexByte(bytes[at + 1], bytes[at + 2]) : undefined
    if (code !== undefined) at += 2
    bytes[length] = code ?? bytes[at] ?? 0
    length += 1
  }
  return bytes.subarray(0, length)
}

const percent = 0x25

function hexByte(high: number | undefined, low: number | undefined): number | undefined {
  const digits = String.fromCharCode(high ?? 0, low ?? 0)
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined
}

/** Both alphabets of base64, with or without padding. Node skips what is neither, which then is missing from the length. */
function fromBase64(text: string): Buffer | undefined {
  const digits = text.replace(/\s/g, '').replace(/={1,2}$/, '')
  const content = Buffer.from(digits, 'base64')
  return digits.length % 4 !== 1 && content.length === Math.floor((digits.length * 3) / 4) ? content : undefined
}
