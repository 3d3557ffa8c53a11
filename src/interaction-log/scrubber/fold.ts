/** Where one turn ends and the same speaker goes on, and where another speaker does, in a text of several turns. */
export const sameSpeaker = '\u0001'
export const otherSpeaker = '\u0002'

/** A text as it is looked through: one character each, with the place in the original that it stands at. */
export type Folded = { text: string; from: number[]; to: number[] }

/**
 * Capitals without accents, ASCII digits whatever the script, plain spaces and dashes; characters that nobody sees are left
 * out. What is no letter A to Z, no digit and no separator stays if it is ASCII, and is `!` if not.
 */
export function fold(text: string): Folded {
  const chars: string[] = []
  const from: number[] = []
  const to: number[] = []
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const next = at + (code > 0xffff ? 2 : 1)
    const char = code < 128 ? foldAscii(code) : foldOther(code)
    if (char !== '') {
      chars.push(char)
      from.push(at)
      to.push(next)
    }
    at = next
  }
  return { text: chars.join(''), from, to }
}

function foldAscii(code: number): string {
  if (code > 96 && code < 123) return String.fromCharCode(code - 32)
  if (code === 9 || code === 13) return ' '
  // What people put between groups of digits: _ * | ( ) \
  return code === 95 || code === 42 || code === 124 || code === 40 || code === 41 || code === 92
    ? '-'
    : String.fromCharCode(code)
}

const known = new Map<number, string>()
const mostKnown = 2_000

function foldOther(code: number): string {
  let char = known.get(code)
  if (char === undefined) {
    char = foldRare(code)
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
  const plain = char.normalize('NFKD').charAt(0).toUpperCase()
  if (/\p{Nd}/u.test(char)) {
    // Digits stand in tens, 0 first; those of mathematics, which follow on each other, have become plain.
    if (plain <= '9') return plain
    let value = 0
    while (value < 9 && isDigit(code - value - 1)) value += 1
    return String(value)
  }
  if (char === 'ß') return 'S'
  return /[A-Z.,/-]/.test(plain) && /[\p{L}\p{P}]/u.test(char) ? plain : '!'
}
