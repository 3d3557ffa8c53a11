import { isSeparator, type Token } from './tokens'

type Word = Pick<Token, 'text' | 'gap'>

/* Number words of English, Spanish, French, German, Italian and Portuguese, folded: capitals without accents. */

const lists: Record<string, string> = {
  0: 'ZERO OH O NOUGHT NIL CERO NULL',
  1: 'ONE UNO UN UNE UNA EINS EIN UM UMA',
  2: 'TWO DOS DEUX ZWEI ZWO DUE DOIS DUAS',
  3: 'THREE TRES TROIS DREI TRE',
  4: 'FOUR CUATRO QUATRE VIER QUATTRO QUATRO',
  5: 'FIVE CINCO CINQ FUNF FUENF CINQUE',
  6: 'SIX SEIS SECHS SEI MEIA',
  7: 'SEVEN SIETE SEPT SIEBEN SETTE SETE',
  8: 'EIGHT OCHO HUIT ACHT OTTO OITO',
  9: 'NINE NUEVE NEUF NEUN NOVE NINER',
  10: 'TEN DIEZ DIX ZEHN DIECI DEZ',
  11: 'ELEVEN ONCE ONZE ELF UNDICI',
  12: 'TWELVE DOCE DOUZE ZWOLF ZWOELF DODICI DOZE',
  13: 'THIRTEEN TRECE TREIZE DREIZEHN TREDICI TREZE',
  14: 'FOURTEEN CATORCE QUATORZE VIERZEHN QUATTORDICI CATORZE',
  15: 'FIFTEEN QUINCE QUINZE FUNFZEHN FUENFZEHN QUINDICI',
  16: 'SIXTEEN DIECISEIS SEIZE SECHZEHN SEDICI DEZESSEIS DEZASSEIS',
  17: 'SEVENTEEN DIECISIETE SIEBZEHN DICIASSETTE DEZESSETE DEZASSETE',
  18: 'EIGHTEEN DIECIOCHO ACHTZEHN DICIOTTO DEZOITO',
  19: 'NINETEEN DIECINUEVE NEUNZEHN DICIANNOVE DEZENOVE DEZANOVE',
  20: 'TWENTY VEINTE VINGT VINGTS ZWANZIG VENTI VINTE',
  30: 'THIRTY TREINTA TRENTE DREISIG DREISSIG TRENTA TRINTA',
  40: 'FORTY FOURTY CUARENTA QUARANTE VIERZIG QUARANTA QUARENTA',
  50: 'FIFTY CINCUENTA CINQUANTE FUNFZIG FUENFZIG CINQUANTA CINQUENTA',
  60: 'SIXTY SESENTA SOIXANTE SECHZIG SESSANTA SESSENTA',
  70: 'SEVENTY SETENTA SEPTANTE SIEBZIG SETTANTA',
  80: 'EIGHTY OCHENTA HUITANTE OCTANTE ACHTZIG OTTANTA OITENTA',
  90: 'NINETY NOVENTA NONANTE NEUNZIG NOVANTA',
}

const values = new Map<string, number>()
for (const [value, words] of Object.entries(lists)) {
  for (const word of words.split(' ')) values.set(word, Number(value))
}

/** "Veintiuno", "quarantotto". */
const romance = /^(VEI?NT|TRENT|QUARANT|CINQUANT|SESSANT|SETTANT|OTTANT|NOVANT)[IA]?(.+)$/

/** What a word is worth; undefined where it is no number. */
function worthOf(word: string): number | undefined {
  const value = values.get(word)
  if (value !== undefined || word.length < 7) return value
  const and = word.endsWith('IG') ? word.indexOf('UND') : -1
  if (and > 0) return sum(values.get(word.slice(and + 3)), values.get(word.slice(0, and)))
  if (!romance.test(word)) return undefined
  const [, begin = '', end = ''] = romance.exec(word) ?? []
  return sum(begin.startsWith('V') ? 20 : values.get(`${begin}A`), values.get(end))
}

const sum = (tens: number | undefined, unit: number | undefined) =>
  tens === undefined || unit === undefined || tens < 20 || unit > 9 ? undefined : tens + unit

/** "Double four" is 44. */
const repeats = new Map<string, number>()
for (const word of 'DOUBLE DOBLE DOPPEL DOPPELT DOPPELTE ZWEIMAL DOPPIO DOPPIA DUPLO DOBRO'.split(' '))
  repeats.set(word, 2)
for (const word of 'TRIPLE TREBLE DREIMAL DREIFACH TRIPLO TRIPLA'.split(' ')) repeats.set(word, 3)

const set = (words: string) => new Set(words.split(' '))
const portuguese = set('DOIS DUAS TRES QUATRO CINCO SEIS MEIA SETE OITO NOVE ZERO DEZ ONZE DOZE VINTE TRINTA QUARENTA')
const joins = set('Y E ET UND')

/** A number of several words is said in one turn. */
const isJoined = (gap: string) => isSeparator(gap) && gap !== '\n'

/** "Um" is a pause in English, and 1 in Portuguese. */
function isPortuguese(tokens: readonly Word[], at: number): boolean {
  return [-1, 1].some((step) => {
    let next = at + step
    while (next > at - mostOnes && next < at + mostOnes && tokens[next]?.text === 'UM') next += step
    return portuguese.has(tokens[next]?.text ?? '')
  })
}
const mostOnes = 5

/** What people say between digits. */
const between = set(
  'UH UM ER ERM EH EHM EM EUH AH AHM AEHM HMM MHM MM OK OKAY YES YEAH AND THEN NEXT SPACE DASH HYPHEN POINT DOT SI Y LUEGO DESPUES ' +
    'ESPACIO GUION PUNTO OUI ET PUIS ENSUITE ALORS ESPACE TIRET JA UND DANN LEERZEICHEN STRICH BINDESTRICH PUNKT E POI QUINDI ' +
    'SPAZIO TRATTINO SIM DEPOIS ESPACO TRACO PONTO PAUSA PAUSE MINUS',
)

export const isDigits = (text: string): boolean => /^\d+$/.test(text)

/** Whether a word, by itself, is a number. */
export const isNumberWord = (word: string): boolean => worthOf(word) !== undefined || repeats.has(word)

export const isBetween = (word: string): boolean => between.has(word)

/**
 * The number that begins with a token, as digits: "four", "forty-one", "soixante et onze", "double four".
 *
 * @param isAfter whether a number stands directly before.
 * @returns the digits and how many tokens they are made of; undefined where there is none.
 */
export function readNumber(
  tokens: readonly Word[],
  at: number,
  isAfter: boolean,
): { digits: string; count: number } | undefined {
  if (!isNumberWord(tokens[at]?.text ?? '')) return undefined
  const text = (place: number) =>
    place === at || isJoined(tokens[place]?.gap ?? '') ? (tokens[place]?.text ?? '') : ''
  const value = (place: number) => worthOf(text(place)) ?? -1
  const isUnit = (place: number) => value(place) >= 1 && value(place) <= 9
  const word = text(at)
  const times = repeats.get(word)
  if (times !== undefined) {
    const digit = /^\d$/.test(text(at + 1)) ? Number(text(at + 1)) : value(at + 1)
    return digit >= 0 && digit <= 9 ? { digits: String(digit).repeat(times), count: 2 } : undefined
  }
  const first = value(at)
  if (first < 0) return undefined
  // Not the letter, the article, or a pause.
  if ((word === 'O' || word === 'OH') && !isAfter) return undefined
  if (word === 'O' && value(at + 1) < 0 && !isDigits(text(at + 1))) return undefined
  if (word === 'UM' && !isPortuguese(tokens, at)) return undefined

  /** 10 to 19, in one word or as "dix-sept". */
  const teen = (place: number): { value: number; count: number } | undefined => {
    const worth = value(place)
    if (worth < 10 || worth > 19) return undefined
    const more = text(place) === 'DIX' ? value(place + 1) : 0
    return more >= 7 && more <= 9 ? { value: 10 + more, count: 2 } : { value: worth, count: 1 }
  }
  const said = (number: number, count: number) => ({ digits: String(number), count })

  if (word === 'QUATRE' && /^VINGTS?$/.test(text(at + 1))) {
    const rest = teen(at + 2) ?? (isUnit(at + 2) ? { value: value(at + 2), count: 1 } : { value: 0, count: 0 })
    return said(80 + rest.value, 2 + rest.count)
  }
  if (first >= 20 && first % 10 === 0) {
    const gap = joins.has(text(at + 1)) ? 2 : 1
    const rest = word === 'SOIXANTE' ? teen(at + gap) : undefined
    if (rest !== undefined) return said(first + rest.value, gap + rest.count)
    // "Quarante quatre-vingt" is 40 80.
    const isNext = text(at + gap) === 'QUATRE' && /^VINGTS?$/.test(text(at + gap + 1))
    return isUnit(at + gap) && !isNext ? said(first + value(at + gap), gap + 1) : said(first, 1)
  }
  const whole = teen(at)
  return whole === undefined ? said(first, 1) : said(whole.value, whole.count)
}
