import { describe, expect, test } from 'vitest'
import { replyParts } from '../../../core/messages/reply-parts'
import { languages } from '../../../core/texts/languages'

/** The text that the end user gets for a rich text; "PLAIN" is what HubSpot sent as plain text beside it. */
function textOf(richText: string, text = 'PLAIN'): string | undefined {
  const [first] = replyParts(languages.English, { text, richText, attachments: [] })
  return first?.type === 'text' ? first.text : undefined
}

describe('plain text is shown as HubSpot sent it', () => {
  test.each<[string, string]>([
    ['a paragraph', '<p>Hello * _you_</p>'],
    ['spans, fonts and line ends', '<div><span style="color:red"><font size="2">Hello</font></span></div>'],
    ['a link that is its own text', '<p>See <a href="https://a.b/c">https://a.b/c</a></p>'],
    ['a link to a site that is its own text', '<a href="https://a.b/">https://a.b</a>'],
    ['a mail address and a phone number', '<a href="mailto:x@a.b">x@a.b</a> <a href="tel:+1234">+1234</a>'],
    ['a link that is its own text, with spaces', '<a href=" https://a.b/c "> https://a.b/c\n</a>'],
    ['empty formatting', '<p><strong> </strong>Hello<ul></ul></p>'],
    ['nothing', ' '],
    ['nothing visible', '<p>&nbsp;</p><!-- x -->'],
    ['a picture', '<p><img src="https://a.b/c.png"></p>'],
  ])('where the rich text is %s', (_what, richText) => {
    expect(textOf(richText, ' 1. *Hi* _you_  \n- <b> ')).toBe('\u00a01. \\*Hi\\* \\_you\\_  \n-\u00a0\\<b>')
  })

  test('where there is no rich text', () => {
    expect(replyParts(languages.English, { text: '*a*\u00a0b', attachments: [] })).toEqual([
      { key: 'text', type: 'text', text: '\\*a\\* b' },
    ])
  })
})

describe('rich text stands in for plain text', () => {
  test.each<[string, string, string, string]>([
    ['that is missing', '<p>a * b</p><p>c</p>', ' ', 'a * b\n\nc'],
    ['that has lost its lines', '<p>a</p><p>b<br>c</p><div>d</div>', 'a b c d', 'a\n\nb  \nc\n\nd'],
    [
      'and decodes its entities',
      '&lt;b&gt; &amp; &eacute;&Uuml;&#8364;&#x1F600;&hellip;&szlig; &bogus; &#0;&#xD800;',
      '',
      '\\<b> & éÜ€😀…ß \\&bogus; \ufffd\ufffd',
    ],
  ])('%s', (_what, richText, text, expected) => {
    expect(textOf(richText, text)).toBe(expected)
  })
})

describe('rich text becomes Markdown', () => {
  test.each<[string, string, string]>([
    [
      'bold, italics and strike',
      '<b>a</b> <strong>b</strong> <i>c</i> <em>d</em> <s>e</s> <del>f</del> <strike>g</strike>',
      '**a** **b** _c_ _d_ ~~e~~ ~~f~~ ~~g~~',
    ],
    ['formatting within formatting', '<strong>a <em>b</em></strong>', '**a _b_**'],
    ['formatting with spaces inside', 'x<b> a </b>y', 'x **a** y'],
    ['paragraphs', '<p><b>a</b></p><p>b</p>', '**a**\n\nb'],
    ['divisions', '<div><b>a</b></div><div><br></div><div>b</div>', '**a**\n\nb'],
    ['line breaks', '<p><b>a</b><br>b<br/>c</p>', '**a**  \nb  \nc'],
    ['line breaks within formatting', '<b>a<br>- b</b><br>c', '**a  \n-\u00a0b**  \nc'],
    ['several blank lines', '<b>a</b><br><br><br><p>&nbsp;</p><p></p>b', '**a**\n\nb'],
    ['hard spaces', '<b>a</b>&nbsp;&#160;b\u00a0 c', '**a** b c'],
    ['line ends of the source', '<b>a</b>\n  b\r\n\tc', '**a** b c'],
    ['headings', '<h1>a</h1><h3>b</h3>c', '# a\n\n### b\n\nc'],
    ['a rule', 'a<hr>b', 'a\n\n---\n\nb'],
    ['a list', '<p>x</p><ul><li>a</li><li>b</li></ul><p>y</p>', 'x\n\n- a\n- b\n\ny'],
    ['a numbered list', '<ol><li>a</li><li>b</li></ol>', '1. a\n2. b'],
    ['a list that counts on', '<ol start="9"><li>a</li><li>b</li></ol>', '9. a\n10. b'],
    [
      'nested lists',
      '<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>',
      '- a\n  1. b\n     - c\n- d',
    ],
    ['a nested list that counts on', '<ul><li>a<ol start="3"><li>b</li></ol></li></ul>', '- a\n\n  3. b'],
    ['items without end tags', '<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e', '- a\n- b\n  - c\n- d\n\ne'],
    ['items with paragraphs', '<ul><li><p>a</p><p>b</p></li><li>c<br>d</li></ul>', '- a\n\n  b\n- c  \n  d'],
    ['items of paragraphs only', '<ul><li><p>a</p></li><li><p>b</p></li></ul>', '- a\n- b'],
    ['a list right within a list', '<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>', '- a\n  - b\n- c'],
    ['text after a list in a list', '<ul><li>a<ul><li>b</li></ul>c</li></ul>', '- a\n  - b\n\n  c'],
    ['empty items', '<ol><li>a</li><li> </li><li>b</li></ol>', '1. a\n2. b'],
    ['a quote', '<blockquote><p>a</p><p>b<br>c</p></blockquote>d', '> a\n>\n> b  \n> c\n\nd'],
    ['a quote in a quote', '<blockquote>a<blockquote>b</blockquote></blockquote>', '> a\n>\n> > b'],
    ['a list in a quote', '<blockquote><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>', '> - a\n>   - b'],
    ['code', 'a <code>b_*c</code> <kbd>d</kbd>', 'a `b_*c` `d`'],
    ['code with a tick', '<code>a`b</code>', '`` a`b ``'],
    ['formatted code', '<b><code>a</code></b> <code>b<i>c</i></code>', '**`a`** `b`_`c`_'],
    ['a block of code', '<pre><code>a  *b*\n\n\n  &lt;c&gt;</code></pre>', '```\na  *b*\n\n\n  <c>\n```'],
    ['a block of code in lines of HTML', '<pre><div>a</div><div>b</div>c<br>d</pre>', '```\na\nb\nc\nd\n```'],
    ['a block of code with a fence in it', '<pre>```\na\n```</pre>', '````\n```\na\n```\n````'],
    ['a block of code in a list', '<ul><li>a<pre>b\n  c</pre></li></ul>', '- a\n\n  ```\n  b\n    c\n  ```'],
    ['a block of code in a block of code', '<pre>a<pre>b</pre>c</pre>', '```\na\nb\n```\n\nc'],
    ['a link', '<a href="https://a.b/c_d?e=f&amp;g=*">h</a>', '[h](https://a.b/c_d?e=f&g=*)'],
    ['a link with brackets', '<a href="https://a.b/c_(d)">[e]</a>', '[\\[e\\]](https://a.b/c_%28d%29)'],
    [
      'a link that is its own text, beside formatting',
      '<b>a</b> <a href="https://a.b/c">https://a.b/c</a>',
      '**a** <https://a.b/c>',
    ],
    ['a link over a picture', '<a href="https://a.b/c"><img src="https://a.b/i.png"></a>', '<https://a.b/c>'],
    [
      'a link in a link',
      '<a href="https://a.b/c">d<a href="https://a.b/e">f</a>',
      '[d](https://a.b/c)[f](https://a.b/e)',
    ],
    [
      'a link over blocks',
      '<a href="https://a.b/c"><div>d</div><div>e</div></a>',
      '[d](https://a.b/c)\n\n[e](https://a.b/c)',
    ],
    ['a link without a scheme, after a space', '<a href=" //a.b/c">d</a>', '[d](https://a.b/c)'],
    ['the first of two addresses', '<a href="https://a.b/c" href="https://a.b/d">e</a>', '[e](https://a.b/c)'],
    ['markup at the very start', '- a <b>b</b>', '-\u00a0a **b**'],
    ['two fences in a block of code', '<pre>````\na\n```</pre>', '`````\n````\na\n```\n`````'],
    ['a mail link', '<a href="mailto:x@a.b">write</a>', '[write](mailto:x@a.b)'],
    ['a link without a scheme', '<a href="//a.b/c">d</a>', '[d](https://a.b/c)'],
    ['an exclamation mark before a link', 'a!<a href="https://a.b/c">d</a>', 'a\\![d](https://a.b/c)'],
    ['formatting side by side', '<b>a</b><strong>b</strong><i>c</i>', '**ab**_c_'],
    ['a heading of two lines', '<h2>a<br>b</h2>', '## a b'],
    ['blocks in formatting', '<b><div>a</div><div>b</div></b>c', '**a**\n\n**b**\n\nc'],
    ['crossing tags', '<b>a<i>b</b>c</i>', '**ab**_c_'],
    ['an end tag too many', '</p></b><b>a</b></div>b', '**a**b'],
    ['unknown elements', '<x-y><b>a</b></x-y><blink>b</blink>', '**a**b'],
  ])('%s', (_what, richText, markdown) => {
    expect(textOf(richText)).toBe(markdown)
  })

  test.each(
    'address article aside center dd details div dl dt fieldset figcaption figure footer form header hgroup main nav p section summary'.split(
      ' ',
    ),
  )('%s is a block', (name) => {
    expect(textOf(`<b>a</b><${name}>b</${name}>c`)).toBe('**a**\n\nb\n\nc')
  })

  test.each([
    ['b strong', '**a**'],
    ['i em cite dfn', '_a_'],
    ['s del strike', '~~a~~'],
    ['code kbd samp tt', '`a`'],
    ['ul menu dir', '- a'],
    ['pre listing', '```\na\n```'],
  ])('%s are %j', (names, markdown) => {
    for (const name of names.split(' ')) {
      const inner = markdown === '- a' ? '<li>a</li>' : 'a'
      expect(textOf(`<${name}>${inner}</${name}>`), name).toBe(markdown)
    }
  })

  test.each<[string, string, string]>([
    [
      'cells',
      '<table><thead><tr><th>a</th><th>bb</th></tr></thead><tbody><tr><td>ccc</td><td></td></tr></tbody></table>',
      '| a | bb |\n| --- | --- |\n| ccc |  |',
    ],
    ['without end tags', '<table><tr><td>a<td>b<tr><td>c<td>d</table>e', '| a | b |\n| --- | --- |\n| c | d |\n\ne'],
    ['without rows', '<table><td>a</td><td>b</td></table>', '| a | b |\n| --- | --- |'],
    ['whose first row is short', '<table><tr><td>a<tr><td>b<td>c</table>', '| a |  |\n| --- | --- |\n| b | c |'],
    ['with code in a cell', '<table><tr><td><code>a|b</code></td></tr></table>', '| `a\\|b` |\n| --- |'],
    ['in formatting', '<b><table><tr><td>a</td></tr></table></b>', '| **a** |\n| --- |'],
    ['with pipes in a cell', '<table><tr><td>a | b|c</td></tr></table>', '| a \\| b\\|c |\n| --- |'],
    [
      'with lines in a cell',
      '<table><tr><td><p>a</p><p>b</p>c<br>d<ul><li>e</li></ul></td><td>f</td></tr></table>',
      '| a b c d e | f |\n| --- | --- |',
    ],
    [
      'of one column that holds blocks',
      '<table><tr><td><p>a</p>b<br>c</td></tr><tr><td>d</td></tr></table>',
      'a\n\nb  \nc  \nd',
    ],
    [
      'that says it only arranges',
      '<table role="presentation"><tr><td><b>a</b></td><td>b</td></tr></table>',
      '**a**\n\nb',
    ],
    [
      'with formatting in a cell',
      '<table><tr><td><b>a</b> <a href="https://a.b/c_d">e</a></td></tr></table>',
      '| **a** [e](https://a.b/c_d) |\n| --- |',
    ],
    [
      'with a table in a cell',
      '<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>',
      '| a b c | d |\n| --- | --- |',
    ],
    ['with a caption', '<table><caption>a</caption><tr><td>b</td></tr></table>', '| a |\n| --- |\n| b |'],
    ['only in name', '<td><b>a</b></td><td>b</td>', '**a**\n\nb'],
  ])('a table %s', (_what, richText, markdown) => {
    expect(textOf(richText)).toBe(markdown)
  })

  test.each<[string, string, string]>([
    ['markup characters', '* a ` [b] ~c \\ &lt;i&gt; _d_ __e', '*\u00a0a ` [b] ~c \\ \\<i> \\_d\\_ \\_\\_e'],
    ['no underscore inside a word', 'my_file_name https://a.b/c_d', 'my_file_name https://a.b/c_d'],
    ['character references that were text', '&amp;lt; AT&amp;T', '\\&lt; AT&T'],
    ['a bullet', '- a', '-\u00a0a'],
    ['a plus', '+ a', '+\u00a0a'],
    ['no minus inside a line', 'a - b', 'a - b'],
    ['a number', '12. a', '12.\u00a0a'],
    ['a number with a bracket', '1) a', '1)\u00a0a'],
    ['no number inside a line', 'I took 3. a', 'I took 3. a'],
    ['a heading', '## a', '\\## a'],
    ['a quote', '&gt; a', '\\> a'],
    ['a rule', '---', '\\---'],
    ['an underline', '===', '\\==='],
  ])('escapes %s', (_what, html, markdown) => {
    expect(textOf(`<p>${html}</p><p><b>x</b></p>`)).toBe(`${markdown}\n\n**x**`)
  })
})
