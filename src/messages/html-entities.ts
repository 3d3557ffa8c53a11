/** Characters with a name of their own that rich text editors write. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", Tab: '\t', NewLine: '\n', colon: ':' },
    ...{ nbsp: '\u00a0', ensp: ' ', emsp: ' ', thinsp: ' ', shy: '\u00ad', zwj: '\u200d', zwnj: '\u200c' },
    ...{ hellip: '…', ndash: '–', mdash: '—', bull: '•', middot: '·', dagger: '†', permil: '‰', prime: '′' },
    ...{ lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„', laquo: '«', raquo: '»' },
    ...{ lsaquo: '‹', rsaquo: '›', iexcl: '¡', iquest: '¿', ordf: 'ª', ordm: 'º', sect: '§', para: '¶' },
    ...{ copy: '©', reg: '®', trade: '™', deg: '°', micro: 'µ', sup1: '¹', sup2: '²', sup3: '³' },
    ...{ euro: '€', pound: '£', yen: '¥', cent: '¢', curren: '¤', times: '×', divide: '÷', plusmn: '±' },
    ...{ frac12: '½', frac14: '¼', frac34: '¾', minus: '−', ne: '≠', le: '≤', ge: '≥', infin: '∞' },
    ...{ larr: '←', uarr: '↑', rarr: '→', darr: '↓', harr: '↔', not: '¬', brvbar: '¦', oline: '‾' },
    ...{ szlig: 'ß', aelig: 'æ', AElig: 'Æ', oelig: 'œ', OElig: 'Œ', oslash: 'ø', Oslash: 'Ø' },
    ...{ eth: 'ð', ETH: 'Ð', thorn: 'þ', THORN: 'Þ' },
  }),
)

/** Accented letters are named by their letter and their accent: `&eacute;` is e with an acute accent. */
const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ grave: '\u0300', acute: '\u0301', circ: '\u0302', tilde: '\u0303' },
    ...{ uml: '\u0308', ring: '\u030a', caron: '\u030c', cedil: '\u0327' },
  }),
)

/** Replaces HTML's character references by the characters; a name that is not known stays as it was written. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,8}));/gi,
    (reference, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return character(Number.parseInt(hex, 16))
      if (decimal !== undefined) return character(Number.parseInt(decimal, 10))
      return NAMED.get(name ?? '') ?? accented(name ?? '') ?? reference
    },
  )
}

function character(codePoint: number): string {
  const valid = codePoint > 0 && codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff)
  return valid ? String.fromCodePoint(codePoint) : '\ufffd'
}

function accented(name: string): string | undefined {
  const accent = ACCENTS.get(name.slice(1))
  return accent === undefined ? undefined : `${name.charAt(0)}${accent}`.normalize('NFC')
}
