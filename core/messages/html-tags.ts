/** Elements that mark a piece of text. */
export type InlineTag = (typeof INLINE)[number]

/** Elements that stand on lines of their own; `div` is any without a form in Markdown. */
export type BlockTag = (typeof BLOCKS)[number]

/** `span` is any element of which only the looks and the content matter (font, tbody, unknown ones). */
export type Tag = InlineTag | BlockTag | 'span'

const INLINE = ['strong', 'em', 's', 'code', 'a', 'sup', 'sub'] as const
const BLOCKS = [
  ...(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'hr', 'ul', 'ol', 'li'] as const),
  ...(['table', 'tr', 'td', 'th'] as const),
] as const

const INLINE_TAGS: ReadonlySet<string> = new Set(INLINE)

const OTHER_NAMES: Readonly<Record<string, InlineTag | BlockTag>> = {
  ...{ b: 'strong', i: 'em', cite: 'em', dfn: 'em', var: 'em', del: 's', strike: 's' },
  ...{ kbd: 'code', samp: 'code', tt: 'code' },
  ...{ address: 'div', article: 'div', aside: 'div', center: 'div', dd: 'div', details: 'div', dl: 'div', dt: 'div' },
  ...{ fieldset: 'div', figcaption: 'div', figure: 'div', footer: 'div', form: 'div', header: 'div', hgroup: 'div' },
  ...{ main: 'div', nav: 'div', section: 'div', summary: 'div', dialog: 'div', search: 'div', optgroup: 'div' },
  ...{ option: 'div', dir: 'ul', menu: 'ul', listing: 'pre', xmp: 'pre', plaintext: 'pre' },
}

const BY_NAME: ReadonlyMap<string, InlineTag | BlockTag> = new Map([
  ...[...INLINE, ...BLOCKS].map((tag): [string, InlineTag | BlockTag] => [tag, tag]),
  ...Object.entries(OTHER_NAMES),
])

/** What an element counts as. */
export function tagOf(name: string): Tag {
  return BY_NAME.get(name) ?? 'span'
}

/** Marks that go on behind what ends around them: "formatting elements" of the HTML standard. */
export const GOES_ON: ReadonlySet<string> = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))

export function isBlock(tag: Tag): tag is BlockTag {
  return tag !== 'span' && !INLINE_TAGS.has(tag)
}

export const TABLE_PARTS: ReadonlySet<Tag> = new Set<Tag>(['table', 'tr', 'td', 'th'])

/** Elements that a reader does not see, or that hold something other than text; left out with their content. */
export const DROPPED: ReadonlySet<string> = new Set(['template', 'datalist', 'annotation', 'annotation-xml'])

/** Elements without content. */
export const VOID: ReadonlySet<string> = new Set(
  'area base basefont bgsound br col embed frame img input keygen link meta param source track wbr'.split(' '),
)
