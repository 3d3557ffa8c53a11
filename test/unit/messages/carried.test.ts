import { describe, expect, test } from 'vitest'
import { replyParts } from '../../../core/messages/reply-parts'
import { languages } from '../../../core/texts/languages'
import { renderers, seenIn } from './seen'

/** What the end user gets for a rich text; HubSpot sends its words as plain text beside it. */
const partsOf = (richText: string) =>
  replyParts(languages.English, { text: richText.replace(/<[^>]*>/g, ''), richText, attachments: [] }).map((part) =>
    part.type === 'text' ? part.text : part.source,
  )

describe('marks that touch letters or punctuation', () => {
  test.each([
    ['<b>Price:</b>100', '**Price**:100', 'Price'],
    ['<i>un</i>believable', '*un*believable', ''],
    ['请点击<strong>「这里」</strong>来', '请点击「**这里**」来', '这里'],
    ['注意：<b>今天（周一）</b>开始', '注意：**今天（周一**）开始', '今天（周一'],
    ['اضغط<b>هنا</b>الآن', 'اضغط**هنا**الآن', 'هنا'],
    ['<b>Hi 😀</b>you', '**Hi** 😀you', 'Hi'],
    ['<b>👨‍👩‍👧 we</b>', '**👨‍👩‍👧 we**', '👨‍👩‍👧we'],
    ['a<b>👨‍👩‍👧we</b>b', 'a👨‍👩‍👧**we**b', 'we'],
    ['a<b><i>x</i></b>b', 'a***x***b', 'x'],
    ['<b>see <a href="https://a.b/">this!</a></b>now', '**see** [**this!**](https://a.b/)now', 'seethis!'],
    ['<b>"Yes"</b>, <s>no.</s>', '**"Yes"**, ~~no.~~', '"Yes"'],
    ['100<b>€</b>x', '100€x', ''],
    ['<b>a</b><b>b</b> <strong>c</strong>', '**ab** **c**', 'abc'],
  ])('%s becomes %s', (html, markdown, bold) => {
    expect(partsOf(html)).toEqual([markdown])
    for (const render of Object.values(renderers)) {
      const seen = seenIn(render(markdown))
      expect(seen.words).toBe(seenIn(html).words)
      expect(seen.signs.map(({ character, marks }) => (marks.includes('strong') ? character : '')).join('')).toBe(bold)
    }
  })
})

describe('marks by style', () => {
  test.each([
    ['<b style="font-weight:normal"><span>Hello</span></b>', 'Hello'],
    ['<b style="font-weight:normal">a <span style="font-weight: 700">b</span></b>', 'a **b**'],
    ['<span style="FONT-WEIGHT:Bold !important">a</span>', '**a**'],
    ['<span style="font-weight:600">a</span> <span style="font-weight:500">b</span>', '**a** b'],
    ['<p style="font:italic bold 12px serif">a</p>', '**_a_**'],
    ['<span style="font-style:oblique">a <i style="font-style:normal">b</i></span>', '_a_ b'],
    ['<span style="text-decoration:underline line-through">a</span>', '~~a~~'],
    ['<div style="text-decoration-line:line-through">a <b>b</b></div>', '~~a **b**~~'],
  ])('%s becomes %s', (html, markdown) => {
    expect(partsOf(html)).toEqual([markdown])
  })
})

describe('what a message cannot hold leaves its address or a word', () => {
  test.each<[string, unknown[]]>([
    ['<img src="data:image/png;base64,AA==">', ['[image]']],
    ['<p>Look: <img src="cid:1" alt="our *plan*"></p>', ['Look: [image: our \\*plan\\*]']],
    ['<img src="blob:https://a.b/c"><img src="https://a.b/c">', ['[image]', { url: 'https://a.b/c' }]],
    ['<img srcset="https://a.b/1x.png 1x, https://a.b/2x.png 2x">', [{ url: 'https://a.b/1x.png' }]],
    ['<iframe src="https://video.example/embed/abc">x</iframe>', ['[embedded page] <https://video.example/embed/abc>']],
    ['See<video controls><source src="https://a.b/c.mp4">old</video>it', ['See [video] <https://a.b/c.mp4> it']],
    ['<audio src="/c.mp3" title="Jingle"></audio>', ['[audio: Jingle]']],
    ['<object data="https://a.b/c.pdf"><p>No PDF</p></object>', ['[embedded object] <https://a.b/c.pdf>']],
    ['<object><b>shown</b></object>', ['**shown**']],
    ['<embed src="https://a.b/c.swf">!', ['[embedded object] <https://a.b/c.swf> !']],
    ['<canvas>old</canvas>', ['[image]']],
    ['<svg><title>Logo</title><path d=""/></svg>', ['[image: Logo]']],
    ['<svg width="20"><path><p>after', ['[image]\n\nafter']],
    ['<math><mi>x</mi><mo>=</mo><mn>1</mn><annotation>x=1</annotation></math>', ['x=1']],
    ['<textarea>a\nb</textarea> <input type=submit value=Go>', ['a  \nb Go']],
    ['<head><title>t</title><p>body without its tag', ['body without its tag']],
    ['<a href="shop.example/returns">click here</a>', ['click here (shop.example/returns)']],
    ['<a href="www.shop.example">our shop</a>', ['our shop (www.shop.example)']],
    ['<a href="/returns">here</a>', ['here (/returns)']],
    ['<a href="sms:+12025550143">text us</a>', ['text us (sms:+12025550143)']],
    ['<a href="shop.example">shop.example</a>', ['shop.example']],
    ['<a href="shop.example"></a>', ['shop.example']],
    ['<a href="//shop.example/a">here</a>', ['[here](https://shop.example/a)']],
    ['<a href="vbscript:x">words <b>stay</b></a>', ['words **stay**']],
    ['<a href="https://a.b/"><img src="data:x"></a>', ['[\\[image\\]](https://a.b/)']],
  ])('%s', (html, parts) => {
    expect(partsOf(html)).toEqual(parts)
  })
})

describe('what nobody sees stays unseen', () => {
  test.each([
    '<div style="max-height:0" aria-hidden="true">x</div>',
    '<div style="max-height:0;overflow:hidden">x</div>',
    '<span style="font-size:0">x</span>',
    '<span style="opacity:0">x</span>',
    '<span style="position:absolute;left:-9999px">x</span>',
    '<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)">x</span>',
    '<span style="mso-hide:all">x</span>',
    '<span style="visibility:collapse">x<img src="https://a.b/c"></span>',
    '<iframe src="https://a.b/c" width="0" height="0" style="display:none"></iframe>',
    '<img src="https://a.b/c" style="opacity:0">',
    '<dialog>x</dialog>',
  ])('%s', (html) => {
    expect(partsOf(`seen${html}`)).toEqual(['seen'])
  })

  test.each([
    '<span aria-hidden="true">x</span>',
    '<span style="max-height:0">x</span>',
    '<span style="font-size:0"><span style="font-size:14px">x</span></span>',
    '<span style="visibility:hidden"><span style="visibility:visible">x</span></span>',
    '<span style="opacity:0.5">x</span>',
    '<span style="max-height:20px;overflow:hidden">x</span>',
    '<dialog open>x</dialog>',
    '<p hidden>y<p>x',
    '<ul><li hidden>y<li>x</ul>',
  ])('but %s is seen', (html) => {
    expect(partsOf(html).join().replace('- ', '')).toBe('x')
  })
})

describe('characters', () => {
  test.each([
    ['10<sup>6</sup>', '10⁶'],
    ['H<sub>2</sub>O, CO<sub>2</sub><b>!</b>', 'H₂O, CO₂!'],
    ['2<sup>n+1</sup>', '2ⁿ⁺¹'],
    ['e<sup>-x/2</sup>', 'e^(-x/2)'],
    ['x<sup>Q</sup> y<sub>b</sub>', 'x^Q y_b'],
    ['the 1<sup>st</sup>', 'the 1ˢᵗ'],
    ['Acme<sup>®</sup>', 'Acme®'],
    ['10<span style="vertical-align:super;font-size:8px">6</span>', '10⁶'],
    ['<b>a</b> don&#146;t &#x80;5 &Omega; a&nbspb &notin; &copy2026 &bogus;', '**a** don’t €5 Ω a b ∉ ©2026 \\&bogus;'],
    ['<a href="https://a.b/?a=1&copy=2&amp;b=3">c</a>', '[c](https://a.b/?a=1&copy=2&b=3)'],
    ['Hi <img class="emoji" alt="😀" width="20"> you', 'Hi 😀 you'],
    ['Hi<img src="https://a.b/c.png" alt="👍🏽" style="height:1em;width:1em">', 'Hi👍🏽'],
    ['<b>See</b> https://shop.example/~kim/page', '**See** https://shop.example/~kim/page'],
    ['<b>See https://shop.example/_a_/*b*.</b>', '**See <https://shop.example/_a_/*b>\\*.**'],
    ['<b>x</b> <span style="white-space:pre-wrap">a\nb</span>', '**x** a  \nb'],
    ['<p>a</p><!--> <b>b</b>', 'a\n\n**b**'],
  ])('%s becomes %s', (html, markdown) => {
    expect(partsOf(html)).toEqual([markdown])
  })

  test('a large picture of an emoji is a picture', () => {
    expect(partsOf('<img src="https://a.b/c.png" alt="😀" width="400">')).toEqual([{ url: 'https://a.b/c.png' }])
  })
})

describe('plain text', () => {
  const shown = (text: string) => replyParts(languages.English, { text, attachments: [] })

  test.each([
    '3 - 2 = 1',
    'a_b and user_name',
    'C# costs $1.50, #1 of 5 * 2',
    'AT&T <3 [sic] (a) 100% ~5',
    'See https://shop.example/~kim/a_b?c=d&e=f#g.',
    'x.y@shop.example',
    'C:\\temp',
    "it's `one tick",
    'Hello!',
  ])('%j needs no escape', (text) => {
    expect(shown(text)).toEqual([{ key: 'text', type: 'text', text }])
  })

  test.each([
    ['Keep <exact lines> visible.', 'Keep \\<exact lines> visible.'],
    ['a\u0000b\ud83dc\r\nd', 'ab\ufffdc  \nd'],
    ['*not bold* & &amp;', '\\*not bold\\* & \\&amp;'],
    ['1. a\n2. b', '1.\u00a0a  \n2.\u00a0b'],
    ['# a\n> b\n---', '\\# a  \n\\> b  \n\\---'],
    ['    code?', '\u00a0\u00a0\u00a0\u00a0code?'],
    ['[a](b)', '[a\\](b)'],
    ['a\n\n\nb', 'a\n\n\nb'],
  ])('%j becomes %j', (text, markdown) => {
    expect(shown(text)).toEqual([{ key: 'text', type: 'text', text: markdown }])
  })
})
