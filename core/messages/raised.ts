const SUPERSCRIPT = pairs(
  '0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ',
)
const SUBSCRIPT = pairs('0123456789+-−=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ')

/** Signs that are small and high by themselves. */
const OWN_SIGN = /^[®©™℠*†‡§°ªº\s]*$/u

function pairs(plain: string, raised: string): ReadonlyMap<string, string> {
  const signs = [...raised]
  return new Map([...plain].map((character, at) => [character, signs[at] ?? '']))
}

/**
 * How to write text that stands above or below the line, so that 10 to the power of 6 does not become 106: in Unicode's
 * own characters where each has one, else after a sign, in parentheses if it is more than a word.
 *
 * @param text all of it, however it is marked.
 * @returns how to write each piece of it, and what goes before and behind.
 */
export function raise(
  text: string,
  kind: 'sup' | 'sub',
): { before: string; write(piece: string): string; behind: string } {
  const table = kind === 'sup' ? SUPERSCRIPT : SUBSCRIPT
  const asItIs = (piece: string) => piece
  if (OWN_SIGN.test(text)) return { before: '', write: asItIs, behind: '' }
  if ([...text].every((character) => table.has(character))) {
    return { before: '', write: (piece) => [...piece].map((character) => table.get(character)).join(''), behind: '' }
  }
  const sign = kind === 'sup' ? '^' : '_'
  const isWord = /^[\p{L}\p{N}]+$/u.test(text)
  return { before: isWord ? sign : `${sign}(`, write: asItIs, behind: isWord ? '' : ')' }
}
