/** Where one turn ends and the same speaker goes on, and where another speaker does, in a text of several turns. */
export const sameSpeaker = '\u0001'
export const otherSpeaker = '\u0002'

/** A text as it is looked through: one character each, with the place in the original where it begins. */
export type Folded = { text: string; from: Int32Array }

/**
 * Capitals without accents, ASCII digits whatever the script, plain spaces and dashes; characters that nobody sees are left
 * out. What is no letter A to Z, no digit and no separator stays if it is ASCII, and is `!` if not.
 */
export function fold(text: string): Folded {
  const bytes = Buffer.alloc(text.length)
  const from = new Int32Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const char = code < 128 ? (ascii[code] ?? 0) : foldOther(code)
    if (char !== 0) {
      bytes[length] = char
      from[length] = at
      length += 1
    }
    at += code > 0xffff ? 2 : 1
  }
  return { text: bytes.toString('latin1', 0, length), from }
}

/** Between groups of digits people put spaces, and _ * | ( ) \ for dashes. */
const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  if (/[\t\r]/.test(char)) return 32
  return /[_*|()\\]/.test(char) ? 45 : char.toUpperCase().charCodeAt(0) || 33
})
ascii[0] = 33

const known = new Map<number, number>()
const mostKnown = 2_000

function foldOther(code: number): number {
  let char = known.get(code)
  if (char === undefined) {
    char = foldRare(code).charCodeAt(0) || 0
    if (known.size < mostKnown) known.set(code, char)
  }
  return char
}

const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code))

function foldRare(code: number): string {
  const char = String.fromCodePoint(code)
  if (/[\p{Cf}\p{M}\u115f\u1160\u3164]/u.test(char)) return ''
  if (/\p{Z}/u.test(char)) return ' '
  if (/[\p{Pd}\u2212\u00b7\u2022\u2027\u22c5]/u.test(char)) return '-'
  const plain = char === 'ß' ? 'S' : char.normalize('NFKD').charAt(0).toUpperCase()
  if (isDigit(code)) {
    // Digits stand in tens, 0 first; those of mathematics, which follow on each other, have become plain.
    if (plain <= '9') return plain
    let value = 0
    while (value < 9 && isDigit(code - value - 1)) value += 1
    return String(value)
  }
  return /[A-Z.,/-]/.test(plain) && /[\p{L}\p{P}]/u.test(char) ? plain : '!'
}
