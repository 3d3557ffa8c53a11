/** So many bytes of a file are looked at. */
const looked = 1_024

/** First bytes in hex digits, two for each; the more special before the more general. */
const SIGNATURES: readonly [type: string, pattern: RegExp][] = [
  ['image/png', /^89504e47/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^47494638/],
  ['image/webp', /^52494646.{8}57454250/],
  ['image/bmp', /^424d.{8}00000000/],
  ['image/tiff', /^(?:49492a00|4d4d002a)/],
  ['image/x-icon', /^00000100.{4}/],
  ['image/avif', /^.{8}66747970617669[67]/],
  ['image/heic', /^.{8}66747970(?:68656963|68656978|6865696d|68656973|68657663|68657678|6d696631|6d736631)/],
  ['video/quicktime', /^.{8}(?:6674797071742020|6d6f6f76|6d646174|77696465)/],
  ['audio/mp4', /^.{8}667479704d344[12]20/],
  ['video/3gpp', /^.{8}667479703367/],
  ['video/mp4', /^.{8}66747970/],
  ['video/webm', /^1a45dfa3/],
  ['video/x-msvideo', /^52494646.{8}41564920/],
  ['video/x-ms-wmv', /^3026b2758e66cf11/],
  ['video/x-flv', /^464c5601/],
  ['video/mpeg', /^000001b[3a]/],
  ['video/ogg', /^4f676753.{48,80}(?:807468656f7261|01766964656f)/],
  ['audio/ogg', /^4f676753/],
  ['audio/mpeg', /^(?:494433|ff(?:e[23]|f[23ab]))/],
  ['audio/aac', /^fff[0189]/],
  ['audio/wav', /^52494646.{8}57415645/],
  ['audio/flac', /^664c6143/],
  ['audio/amr', /^2321414d52/],
  ['audio/midi', /^4d546864/],
  ['application/pdf', /^255044462d/],
  ['application/rtf', /^7b5c727466/],
  ['application/zip', /^504b0304/],
  ['application/gzip', /^1f8b/],
  ['application/x-7z-compressed', /^377abcaf271c/],
  ['application/vnd.rar', /^526172211a07/],
]

/**
 * The content type that the first bytes of a file show; undefined where they show none. A page is only one that begins as
 * a document does, not every text that holds tags.
 */
export function signatureOf(content: Uint8Array): string | undefined {
  const start = Buffer.from(content.subarray(0, looked))
  const digits = start.subarray(0, 64).toString('hex')
  return SIGNATURES.find(([, pattern]) => pattern.test(digits))?.[0] ?? markupOf(start.toString('latin1'))
}

/** Whether the first bytes are no text: control characters other than white space. */
export function isBinary(content: Uint8Array): boolean {
  return content.subarray(0, looked).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
}

/** Whether the first bytes hold anything like a tag. */
export function hasTag(content: Uint8Array): boolean {
  return /<[a-z!/?]/i.test(Buffer.from(content.subarray(0, looked)).toString('latin1'))
}

const PAGE = /^<(?:!doctype\s+html|html|head|body|title|meta|script|style|iframe|link|base)[\s>/]/i

function markupOf(start: string): string | undefined {
  const root = fromRoot(start.replaceAll('\0', ''))
  if (PAGE.test(root)) return 'text/html'
  return /^<(?:!doctype\s+)?svg[\s>]/i.test(root) ? 'image/svg+xml' : undefined
}

/** What begins a text file after marks of its encoding, white space, comments and the declaration of XML. */
function fromRoot(start: string): string {
  let rest = start.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').trimStart()
  for (let end = endOfPrologue(rest); end > 0; end = endOfPrologue(rest)) rest = rest.slice(end).trimStart()
  return rest
}

function endOfPrologue(text: string): number {
  const close = text.startsWith('<!--') ? '-->' : text.startsWith('<?') ? '?>' : undefined
  if (close === undefined) return 0
  const at = text.indexOf(close)
  return at < 0 ? 0 : at + close.length
}
