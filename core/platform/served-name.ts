import { parse } from 'content-disposition'

/**
 * The name that a server gives a file in Content-Disposition (RFC 6266), its `filename*` before its `filename`; undefined
 * where there is none. Many servers send the bytes of UTF-8, or escape as in an address, where neither belongs: what can be
 * read so is.
 */
export function servedName(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined
  const { filename } = parse(header.slice(0, most)).parameters
  const name = filename === undefined ? '' : unescaped(asUtf8(filename)).trim()
  return name === '' ? undefined : name
}

const most = 2_000

/** Node reads headers as Latin-1, a character for each byte. */
function asUtf8(text: string): string {
  if (!/^[\0-\xff]*$/.test(text)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text // Latin-1 after all.
  }
}

function unescaped(text: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text
  } catch {
    return text // A name that holds a per cent sign.
  }
}
