import fc from '../../property'

/** Text of many scripts, with what Markdown and HTML take for markup in it. Escaped for HTML by `escape`. */
const snippets = [
  ...[
    'word',
    'two words',
    'Price:',
    '(note)',
    '"quoted"',
    'a',
    '1',
    '100',
    '3 - 2',
    'a_b',
    '_x_',
    '__init__',
    'C#',
    '1.5',
    '#1',
    '# x',
  ],
  ...[
    '*',
    '**',
    '* a',
    '*a*',
    '2 * 3',
    '50*2',
    '~',
    '~~',
    '~5',
    '`',
    '``',
    '`a`',
    '\\',
    '\\*',
    '<b>',
    '<',
    '1 < 2',
    '<3',
    '<!--',
    '&amp;',
    '&',
    'AT&T',
  ],
  ...[
    '[a](b)',
    '[a]',
    '[x] b',
    ']',
    '[',
    '](',
    '![a](b)',
    '!',
    '[a]: b',
    '|',
    'a | b',
    '---',
    '--- | ---',
    '===',
    '-',
    '- a',
    '+ a',
    '1. a',
    '2) b',
    '> q',
  ],
  ...[
    'https://a.b/c',
    'https://a.b/~d/_e_',
    'https://a.b/*c*.',
    'www.a.b/_c_',
    'x@a.b',
    '_x_@a.b',
    '(https://a.b)',
    '«https://a.b/c»',
  ],
  ...[
    '请点击',
    '「这里」',
    '来',
    '。',
    'こんにちは',
    '！',
    '안녕',
    'مرحبا',
    '؟',
    'שלום',
    '😀',
    '👨‍👩‍👧',
    '🇩🇪',
    '❤️',
    '1️⃣',
    'é',
    'e\u0301',
    'ä',
    '€5',
    '$',
    '…',
    '—',
    '¿Qué?',
    '¡',
    '“ja”',
    'ß',
  ],
  ...[' ', '\u00a0', '\n', '  ', '.', ',', ':', ';', '?', '%', '=', '```', '~~~', '***', '___', '\t'],
]

const text = fc
  .oneof(
    { weight: 6, arbitrary: fc.constantFrom(...snippets) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom(...'ab *_~`[]()<>!|\\#-+=.:1é字😀&;\n'), maxLength: 8 }),
    },
  )
  .map((characters) => characters.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))

const inlineTags = ['b', 'strong', 'i', 'em', 's', 'del', 'code', 'span', 'u', 'font']
const styles = [
  'font-weight:700',
  'font-weight:normal',
  'font-style:italic',
  'text-decoration:line-through',
  'color:red',
]
const addresses = [
  'https://a.b/c',
  'https://a.b/c_(d)?e=*&amp;f=_',
  'mailto:x@a.b',
  '//a.b',
  'https://a.b/`c`~~d~~|[e]',
]

const wrap =
  (...tags: string[]) =>
  (inside: string) =>
    tags.reduceRight((html, tag) => `<${tag}>${html}</${tag}>`, inside)

/** @param crosses whether marks begin within others and end outside of them. */
function inlineHtml(crosses: boolean): fc.Arbitrary<string> {
  const tag = fc.constantFrom(...inlineTags)
  const { inline } = fc.letrec<{ inline: string }>((tie) => {
    const inside = tie('inline')
    const crossing = fc
      .tuple(tag, tag, text, inside, text)
      .map(([outer, inner, one, two, three]) => `<${outer}>${one}<${inner}>${two}</${outer}>${three}</${inner}>`)
    return {
      inline: fc.oneof(
        { maxDepth: 5, depthSize: 'large' },
        text,
        fc.array(inside, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
        fc.tuple(tag, inside).map(([name, html]) => wrap(name)(html)),
        fc.tuple(fc.constantFrom(...styles), inside).map(([style, html]) => `<span style="${style}">${html}</span>`),
        crosses ? crossing : text,
        fc.constant('<br>'),
      ),
    }
  })
  const link = fc
    .tuple(fc.constantFrom(...addresses), text, inline, tag)
    .map(([href, first, html, name]) => wrap(name)(`<a href="${href}">w${first}${html}</a>`))
  const parts = fc.oneof({ weight: 5, arbitrary: inline }, { weight: 1, arbitrary: link })
  return fc.array(parts, { minLength: 1, maxLength: 6 }).map((html) => html.join(''))
}

function blocks(inline: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const { block } = fc.letrec<{ block: string }>((tie) => ({
    block: fc.oneof(
      { maxDepth: 3, depthSize: 'medium' },
      inline.map(wrap('p')),
      inline,
      inline.map(wrap('div')),
      inline.map((html) => wrap('h2')(html.replaceAll('<br>', ''))),
      inline.map(wrap('blockquote')),
      fc
        .tuple(fc.constantFrom('ul', 'ol'), fc.array(tie('block'), { minLength: 1, maxLength: 3 }))
        .map(([list, items]) => wrap(list)(items.map(wrap('li')).join(''))),
      fc.array(tie('block'), { minLength: 1, maxLength: 2 }).map((inside) => wrap('blockquote')(inside.join(''))),
      fc.tuple(text, text).map(([one, two]) => `<pre>x${one}\n${two}x</pre>`),
    ),
  }))
  return fc.array(block, { minLength: 1, maxLength: 3 }).map((html) => html.join(''))
}

/** HTML of any nesting, without tables; marks end where they began. */
export const nestedHtml = blocks(inlineHtml(false))

/** The same with marks that cross each other. */
export const crossingHtml = blocks(inlineHtml(true))

/** A table of two columns between other blocks. */
export const htmlWithTable = fc
  .tuple(
    crossingHtml,
    fc.array(fc.tuple(inlineHtml(false), inlineHtml(false)), { minLength: 1, maxLength: 3 }),
    crossingHtml,
  )
  .map(
    ([above, rows, below]) =>
      above + wrap('table')(rows.map((row) => wrap('tr')(row.map(wrap('td')).join(''))).join('')) + below,
  )

/** Lines of plain text. */
export const plainText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...snippets) },
      { weight: 2, arbitrary: fc.constantFrom('\n', '\n\n', ' ', '    ') },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => parts.join(''))
