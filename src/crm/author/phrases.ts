import type { Comparison, Hint, Part } from './item'
import type { Token } from './tokens'

/** What phrases mean that name nothing in the account: periods, amounts, orders, how many. Pure. */

const day = 86_400_000
const number = String.raw`(\d+(?:\.\d+)?)`
const money = `(?:[€$£] )?`
const currency = `(?: (?:[€$£]|euros?|eur|dollars?|usd|pounds?|gbp))?`
const when = String.raw`(\d{4}-\d{2}-\d{2}|today|yesterday|tomorrow|(?:last|this|next|previous|current) (?:week|month|year)|\d+ days? ago|in \d+ days?)`
const unit = '(days?|weeks?|months?|years?)'
const span = String.raw`(?:(\d+) )?${unit}`
const counted = String.raw`(\d+) ${unit}`

type Rule = readonly [RegExp, (found: readonly string[]) => Part | undefined]
const rule = (text: string, make: Rule[1]): Rule => [new RegExp(`^(?:${text})(?= |$)`), make]

const amount = (
  operator: Comparison['operator'],
  hint: Hint,
  [text = '', value = '', high]: readonly string[],
): Part => {
  const isApart = /at least|minimum|>=|≥|at most|maximum|<=|≤|or (?:more|less)|and up|up to|from/.test(text)
  const comparison =
    high === undefined ? { operator, value, ...(isApart ? { isApart } : {}) } : { operator, from: value, to: high }
  return { kind: 'amount', comparison, hint, isMoney: /[€$£]|euro|eur|dollar|usd|pound|gbp/.test(text) }
}
const hintOf = (text: string): Hint =>
  /long|short/.test(text) ? 'length' : /expensive|cheap|valuable|worth/.test(text) ? 'money' : 'any'
const above =
  'over|above|(?:more|greater|higher|larger|bigger|longer) than|more expensive than|exceeding|at least|minimum(?: of)?|>=?|≥'
const below = 'under|below|(?:less|fewer|lower|smaller|shorter|cheaper) than|at most|maximum(?: of)?|up to|<=?|≤'
const first = '(?: first)?'
const lists = 'results?|records?|hits?|of them'

const period = (comparison: Comparison, isRough = false): Part => ({ kind: 'period', comparison, isRough })
const extreme = (hint: Hint, isDescending: boolean, text = ''): Part & { kind: 'extreme' } => ({
  ...{
    kind: 'extreme',
    hint,
    isDescending,
    isNext: /^(?:next|soonest)/.test(text),
    isOrder: text.endsWith(' first'),
    isEarly: false,
  },
})

const rules: readonly Rule[] = [
  rule(`(?:with)?in (?:the )?(?:last|past|previous) ${span}|(?:the )?(?:last|past|previous) ${counted}`, (found) =>
    inDays(found, (days, isRough) => period({ operator: 'isBetween', from: `${days} days ago`, to: 'today' }, isRough)),
  ),
  rule(
    `(?:with)?in (?:the )?(?:next|coming|following) ${span}|(?:the )?(?:next|coming|following) ${counted}|within ${span}`,
    (found) =>
      inDays(found, (days, isRough) =>
        period({ operator: 'isBetween', from: 'today', to: `in ${days} days` }, isRough),
      ),
  ),
  rule(`(?:older|longer ago|earlier) than ${span}|more than ${counted} ago`, (found) =>
    inDays(found, (days, isRough) => period({ operator: 'isBelow', value: `${days} days ago` }, isRough)),
  ),
  rule(`between ${when} and ${when}|from ${when} (?:to|until|till) ${when}`, (found) => {
    const [from = '', to = ''] = found.slice(1).filter(Boolean).map(asPeriod)
    return period({ operator: 'isBetween', from, to })
  }),
  rule(`since (?:the )?${when}|from ${when} on(?:wards)?`, (found) =>
    period({ operator: 'isBetween', from: asPeriod(found[1] ?? found[2] ?? ''), to: 'today' }),
  ),
  rule(`(?:after|later than) (?:the )?${when}`, ([, text = '']) =>
    period({ operator: 'isAbove', value: asPeriod(text) }),
  ),
  rule(`(?:before|earlier than) (?:the )?${when}`, ([, text = '']) =>
    period({ operator: 'isBelow', value: asPeriod(text) }),
  ),
  rule(`(?:until|till|by|up to) ${when}`, ([, text = '']) => {
    const next = text === 'today' ? 'tomorrow' : text === 'tomorrow' ? 'in 2 days' : dayAfter(text)
    return next === undefined ? undefined : period({ operator: 'isBelow', value: next })
  }),
  rule(when, ([, text = '']) => period({ operator: 'is', value: asPeriod(text) })),
  rule('upcoming|future|coming', () => period({ operator: 'isAbove', value: 'yesterday' })),
  rule('overdue|past due', () => period({ operator: 'isBelow', value: 'today' })),

  rule(
    `(?:top|first|latest|newest|last|most recent|oldest|limit(?:ed)?(?: to)?|(?:at most|max(?:imum)?(?: of)?|up to)) (\\d{1,3})(?: (?:${lists}))?`,
    ([text = '', count = '']) =>
      /^(?:at|max|up)/.test(text) && !new RegExp(`(?:${lists})$`).test(text)
        ? undefined
        : { kind: 'limit', limit: Number(count), order: orderOf(text) },
  ),
  rule('(\\d{1,3}) (?:at most|max(?:imum)?|only)', ([, count = '']) => ({
    ...{ kind: 'limit', limit: Number(count), order: undefined },
  })),
  rule(`(?:most recent(?:ly)?|latest|newest|last)${first}`, ([text = '']) => extreme('time', true, text)),
  rule(`(?:(?:most|least) expensive|cheapest|most valuable)${first}`, ([text = '']) =>
    extreme('money', text.startsWith('most'), text),
  ),
  rule(`(?:longest|shortest)${first}`, ([text = '']) => extreme('length', text.startsWith('longest'), text)),
  rule(`(?:highest|largest|biggest|greatest|most(?= \\S)|lowest|smallest|least|fewest)${first}`, ([text = '']) =>
    extreme('any', !/^(?:lo|sm|le|fe)/.test(text), text),
  ),
  rule(`earliest${first}`, ([text = '']) => ({ ...extreme('time', false, text), isEarly: true })),
  rule(`oldest${first}`, ([text = '']) => extreme('time', false, text)),
  rule(`(?:next|soonest)${first}`, ([text = '']) => extreme('time', false, text)),
  rule('top|best', () => extreme('any', true)),
  rule('(?:sort|order|rank)(?:ed)?(?: (?:it|them))? by|in (?:the )?order of', () => ({ kind: 'sortBy' })),
  rule('(?:in )?descending(?: order)?|desc|from high to low', () => ({ kind: 'direction', isDescending: true })),
  rule('(?:in )?ascending(?: order)?|asc|from low to high', () => ({ kind: 'direction', isDescending: false })),

  rule(
    `(?:between|from) ${money}${number}${currency} (?:and|to) ${money}${number}${currency}`,
    ([text = '', low = '', high = '']) => amount('isBetween', 'any', [text, low, high]),
  ),
  rule(`(?:${above}) ${money}${number}${currency}`, (found) => amount('isAbove', hintOf(found[0] ?? ''), found)),
  rule(`(?:${below}) ${money}${number}${currency}`, (found) => amount('isBelow', hintOf(found[0] ?? ''), found)),
  rule(`${money}${number}${currency} (?:or more|and up|and more)`, (found) => amount('isAbove', 'any', found)),
  rule(`${money}${number}${currency} or less`, (found) => amount('isBelow', 'any', found)),

  rule('(?:is |are |has been |have been )?(?:known|filled(?: in)?|present|given a value)', () => ({
    kind: 'known',
    isKnown: true,
  })),
  rule('(?:is |are )?(?:unknown|empty|missing|blank)|not (?:known|set|filled(?: in)?)', () => ({
    kind: 'known',
    isKnown: false,
  })),
  rule('contain(?:s|ing)?|(?:with|has|having) the words?|includes? the words?', () => ({
    kind: 'words',
    operator: 'contains',
  })),
  rule('(?:start|begin)(?:s|ning|ing)? with', () => ({ kind: 'words', operator: 'startsWith' })),
  rule('is|are|equals?|equal to|=|called|named|set to', () => ({ kind: 'is' })),
  rule('or', () => ({ kind: 'or' })),
  rule('and|as well as|plus', () => ({ kind: 'and' })),
]

function orderOf(text: string): 'newest' | 'oldest' | 'highest' | 'first' | undefined {
  if (/^(?:latest|newest|last|most recent)/.test(text)) return 'newest'
  if (text.startsWith('oldest')) return 'oldest'
  if (text.startsWith('first')) return 'first'
  return text.startsWith('top') ? 'highest' : undefined
}

/** Months and years are not of the same length, so they are told as a guess. */
function inDays(found: readonly string[], make: (days: number, isRough: boolean) => Part): Part | undefined {
  const [count, unit] =
    found.slice(1).filter((one) => one !== undefined).length > 1 ? pairIn(found) : ['1', unitIn(found)]
  const length = { d: 1, w: 7, m: 30, y: 365 }[unit?.[0] ?? '']
  const days = Number(count) * (length ?? Number.NaN)
  return days > 0 && days < 10_000 ? make(days, length !== 1 && length !== 7) : undefined
}
const pairIn = (found: readonly string[]) => found.slice(1).filter((one) => one !== undefined)
const unitIn = (found: readonly string[]) => pairIn(found)[0]

const asPeriod = (text: string) => text.replace('previous', 'last').replace('current', 'this')

function dayAfter(text: string): string | undefined {
  const time = Date.parse(`${text}T00:00:00Z`)
  if (/^\d{4}-/.test(text) && !Number.isNaN(time)) return new Date(time + day).toISOString().slice(0, 10)
  return text.startsWith('this ') ? text.replace('this', 'next') : undefined
}

/** The longest phrase has this many words. */
const longest = 9

/** What the phrase means that begins at a word, and where it ends. */
export function phraseAt(tokens: readonly Token[], at: number): { part: Part; to: number } | undefined {
  const ahead = tokens.slice(at, at + longest)
  const readable = ahead.findIndex(({ kind }) => kind === 'quoted' || kind === 'input')
  const text = (readable < 0 ? ahead : ahead.slice(0, readable)).map((token) => token.text).join(' ')
  for (const [pattern, make] of rules) {
    const found = pattern.exec(text)
    const part = found === null ? undefined : make(found)
    if (found !== null && part !== undefined) return { part, to: at + found[0].split(' ').length }
  }
  return undefined
}
