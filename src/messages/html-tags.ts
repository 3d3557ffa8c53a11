/** The elements that rich text is reduced to: those that Markdown has a form for, and `div` for any other block. */
export type Tag = (typeof TAGS)[number]

const TAGS = [
  ...(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li'] as const),
  ...(['table', 'tr', 'td', 'th', 'strong', 'em', 's', 'code', 'a'] as const),
] as const

const OTHER_NAMES: Readonly<Record<string, Tag>> = {
  ...{ b: 'strong', i: 'em', cite: 'em', dfn: 'em', del: 's', strike: 's', kbd: 'code', samp: 'code', tt: 'code' },
  ...{ address: 'div', article: 'div', aside: 'div', center: 'div', dd: 'div', details: 'div', dl: 'div', dt: 'div' },
  ...{ fieldset: 'div', figcaption: 'div', figure: 'div', footer: 'div', form: 'div', header: 'div', hgroup: 'div' },
  ...{ main: 'div', nav: 'div', section: 'div', summary: 'div', dir: 'ul', menu: 'ul', listing: 'pre' },
}

const BY_NAME: ReadonlyMap<string, Tag> = new Map([
  ...TAGS.map((tag): [string, Tag] => [tag, tag]),
  ...Object.entries(OTHER_NAMES),
])

/** What an element counts as; undefined for one that only its content matters of (span, font, tbody, unknown ones). */
export function tagOf(name: string): Tag | undefined {
  return BY_NAME.get(name)
}

/** Elements that a reader does not see, or that hold something other than text; left out with their content. */
export const DROPPED: ReadonlySet<string> = new Set(
  'head template svg math object applet audio video canvas select datalist frameset map dialog portal slot'.split(' '),
)

/** Elements without content. */
export const VOID: ReadonlySet<string> = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
)

export const INLINE: ReadonlySet<Tag> = new Set(['strong', 'em', 's', 'code', 'a'])
export const CELLS: ReadonlySet<Tag> = new Set(['td', 'th'])
export const TABLE_PARTS: ReadonlySet<Tag> = new Set(['table', 'tr', ...CELLS])

/** Elements that say something which plain text does not. A link says it by itself, where its text is not its address. */
export const FORMATTING: ReadonlySet<Tag> = new Set([
  ...(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li'] as const),
  ...(['table', 'strong', 'em', 's', 'code'] as const),
])

/**
 * Up to which open element a start tag looks for one that it ends: a `li` ends the `li` before it, but not the one its
 * list stands in.
 */
export function endedBy(tag: Tag): { ends: readonly Tag[]; within: ReadonlySet<Tag> } {
  if (tag === 'li') return { ends: ['li'], within: LISTS }
  if (tag === 'tr') return { ends: ['tr'], within: TABLES }
  if (tag === 'td' || tag === 'th') return { ends: ['td', 'th'], within: TABLES }
  if (tag === 'a') return { ends: ['a'], within: TABLES }
  return INLINE.has(tag) ? { ends: [], within: TABLES } : { ends: ['p'], within: CONTAINERS }
}

const LISTS: ReadonlySet<Tag> = new Set(['ul', 'ol', 'td', 'th'])
const TABLES: ReadonlySet<Tag> = new Set(['table'])
const CONTAINERS: ReadonlySet<Tag> = new Set(['li', 'td', 'th', 'div', 'blockquote', 'table'])

/** Elements that an end tag does not reach out of. */
export const SCOPES: ReadonlySet<Tag> = new Set(['td', 'th', 'table'])
