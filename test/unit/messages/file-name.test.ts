import { describe, expect, test } from 'vitest'
import { fileName } from '../../../core/messages/file-name'

describe('fileName', () => {
  test.each<[string, Parameters<typeof fileName>, string]>([
    ['the title as it is', ['https://a.b/x.bin', 'Report.pdf', 'text/plain'], 'Report.pdf'],
    ['the extension of the URL for a title without one', ['https://a.b/dir/x.PNG?y=z.gif#q.doc', 'Photo'], 'Photo.PNG'],
    ['the extension of the content type for neither', ['https://a.b/x', 'Photo', 'image/jpeg; q=1'], 'Photo.jpg'],
    ['no extension where nobody knows one', ['https://a.b/x', 'Photo', 'application/octet-stream'], 'Photo'],
    ['no extension without a content type', ['https://a.b/x', 'Photo'], 'Photo'],
    ['a number behind a dot is no extension', ['https://a.b/x', 'Version 2.0', 'application/pdf'], 'Version 2.0.pdf'],
    ['a long word behind a dot is no extension', ['https://a.b/x.mp3', 'a.verylongword'], 'a.verylongword.mp3'],
    ['the last part of the URL without a title', ['https://a.b/c/my%20file.pdf'], 'my file.pdf'],
    ['the last part of the URL for a blank title', ['https://a.b/c/x.pdf', ' . '], 'x.pdf'],
    ['broken percent escapes as they stand', ['https://a.b/100%.pdf'], '100%.pdf'],
    ['percent escapes that are not UTF-8 as they stand', ['https://a.b/%E4.pdf'], '%E4.pdf'],
    ['a plain word where there is no name at all', ['https://a.b/', undefined, 'audio/mpeg'], 'file.mp3'],
    ['a plain word for what is no URL', ['not a url'], 'file'],
    ['nothing of a data URL', ['data:image/png;base64,a/b.exe'], 'file'],
    ['no separators', ['https://a.b/x', 'a/b\\c.txt'], 'a_b_c.txt'],
    ['no way out of a folder', ['https://a.b/x', '../../etc/passwd.txt'], '_.._etc_passwd.txt'],
    ['no escaped separators', ['https://a.b/c%2F..%5Cd.txt'], 'c_.._d.txt'],
    ['no reserved characters', ['https://a.b/x', 'a<b>c:d"e|f?g*h.txt'], 'a_b_c_d_e_f_g_h.txt'],
    ['no control characters', ['https://a.b/x', 'a\u0000b\u001b\u0085.txt'], 'ab.txt'],
    ['no line breaks', ['https://a.b/x', 'a\r\nb\u2028c.txt'], 'a b c.txt'],
    ['no characters that turn the direction', ['https://a.b/x', 'inv\u202egpj.exe'], 'invgpj.exe'],
    ['no half characters', ['https://a.b/x', 'a\ud800b.txt'], 'ab.txt'],
    ['no dots and spaces at the ends', ['https://a.b/x', ' .hidden. . '], 'hidden'],
    ['no space before the extension', ['https://a.b/x.pdf', 'Bill .'], 'Bill.pdf'],
    ['no name of a device', ['https://a.b/x', 'con.txt'], '_con.txt'],
    ['no name of a device with two extensions', ['https://a.b/x', 'LPT1.tar.gz'], '_LPT1.tar.gz'],
    ['a name that only starts like a device', ['https://a.b/x', 'console.txt'], 'console.txt'],
    ['composed letters', ['https://a.b/x', 'u\u0308ber.txt'], 'über.txt'],
    ['joined emoji', ['https://a.b/x', '👩‍💻.txt'], '👩‍💻.txt'],
  ])('%s', (_what, input, name) => {
    expect(fileName(...input)).toBe(name)
  })

  test('a long name is shortened before its extension, and not inside a character', () => {
    expect(fileName('https://a.b/x', `${'n'.repeat(300)}.docx`)).toBe(`${'n'.repeat(115)}.docx`)
    expect(fileName('https://a.b/x', `${'😀'.repeat(300)}.docx`)).toBe(`${'😀'.repeat(57)}.docx`)
    expect(fileName('https://a.b/x', `con.${'n'.repeat(300)}`)).toHaveLength(120)
    expect(fileName(`https://a.b/${'.'.repeat(100_000)}x`, ' . '.repeat(100_000))).toBe('x')
  })

  test.each([
    ['image', 'jpeg:jpg png:png gif:gif webp:webp svg+xml:svg heic:heic'],
    ['audio', 'mpeg:mp3 mp4:m4a aac:aac ogg:ogg webm:weba wav:wav x-wav:wav amr:amr'],
    ['video', 'mp4:mp4 webm:webm quicktime:mov 3gpp:3gp'],
    ['TEXT', 'plain:txt csv:csv html:html'],
    ['application', 'pdf:pdf json:json xml:xml zip:zip rtf:rtf msword:doc vnd.ms-excel:xls vnd.ms-powerpoint:ppt'],
    ['application/vnd.openxmlformats-officedocument', '.wordprocessingml.document:docx'],
    ['application/vnd.openxmlformats-officedocument', '.spreadsheetml.sheet:xlsx .presentationml.presentation:pptx'],
  ])('%s has the extensions %s', (major, types) => {
    for (const [minor = '', extension] of types.split(' ').map((type) => type.split(':'))) {
      const contentType = minor.startsWith('.') ? `${major}${minor}` : `${major}/${minor}`
      expect(fileName('https://a.b/x', 'y', contentType), contentType).toBe(`y.${extension}`)
    }
  })

  test.each<[string, Parameters<typeof fileName>, string]>([
    ['a word behind a dot is no extension', ['https://a.b/x', 'Order no.A123', 'image/jpeg'], 'Order no.A123.jpg'],
    [
      'nor is the end of a sentence',
      ['https://a.b/x', 'Look at it.Thanks', 'application/pdf'],
      'Look at it.Thanks.pdf',
    ],
    ['nor a name of a site', ['https://a.b/x', 'from shop.com', 'image/png; q=1'], 'from shop.com.png'],
    ['nor one of another kind of file', ['https://a.b/x', 'Report.pdf', 'image/jpeg'], 'Report.pdf.jpg'],
    ['not even in the address', ['https://a.b/download.php', 'Bill', 'application/pdf'], 'Bill.pdf'],
    ['nor one of a picture on a document', ['https://a.b/x', 'scan.jpg', 'application/pdf'], 'scan.jpg.pdf'],
    ['a known one stays on what may be anything', ['https://a.b/x', 'scan.jpg', 'text/plain'], 'scan.jpg'],
    ['a known one stays on another document', ['https://a.b/x', 'a.docx', 'application/zip'], 'a.docx'],
    ['another one that fits stays', ['https://a.b/x', 'a.JPEG', 'image/jpeg'], 'a.JPEG'],
    ['a film’s stays on a sound', ['https://a.b/x', 'voice.webm', 'audio/webm'], 'voice.webm'],
    [
      'a word that is an extension counts if the type says so',
      ['https://a.b/x', 'my.pages', 'image/png'],
      'my.pages.png',
    ],
    ['and only then', ['https://a.b/x', 'my.pages', 'application/vnd.apple.pages'], 'my.pages'],
    [
      'the registries know rare types',
      ['https://a.b/x', 'Our plan.v2', 'application/vnd.ms-project'],
      'Our plan.v2.mpp',
    ],
    ['the address helps where they do not', ['https://a.b/x.odd', 'Plan', 'application/x-odd'], 'Plan.odd'],
    [
      'but bytes are no type of theirs',
      ['https://a.b/x.bin', 'Me', 'application/octet-stream', { kind: 'image' }],
      'Me.jpg',
    ],
    ['a type that nobody knows has none', ['https://a.b/x', 'a.b', 'application/x-odd'], 'a.b'],
    [
      'the server’s name',
      ['https://a.b/download', undefined, 'application/pdf', { served: 'Bill 7.pdf' }],
      'Bill 7.pdf',
    ],
    ['the title before it', ['https://a.b/d', 'My bill', 'application/pdf', { served: 'b7.pdf' }], 'My bill.pdf'],
    ['with its extension', ['https://a.b/d', 'My bill', undefined, { served: 'b7.odt' }], 'My bill.odt'],
    ['without paths in it', ['https://a.b/d', '', undefined, { served: '../../b7.odt' }], '_.._b7.odt'],
    [
      'without an extension that does not fit',
      ['https://a.b/d', '', 'image/png', { served: 'get.aspx' }],
      'get.aspx.png',
    ],
    [
      'the kind for a picture',
      ['https://a.b/x', 'Order no.A123', 'binary/octet-stream', { kind: 'image' }],
      'Order no.A123.jpg',
    ],
    ['and a sound', ['https://a.b/x.php', undefined, undefined, { kind: 'audio' }], 'x.php.mp3'],
    ['and a film', ['https://a.b/x', 'Film', undefined, { kind: 'video' }], 'Film.mp4'],
    ['but no kind for a file', ['https://a.b/x', 'Bill', undefined, { kind: 'file' }], 'Bill'],
    ['an address’ extension before the kind', ['https://a.b/x.heic', 'Me', undefined, { kind: 'image' }], 'Me.heic'],
    ['unless it is of another kind', ['https://a.b/x.pdf', 'Me', undefined, { kind: 'image' }], 'Me.jpg'],
  ])('%s', (_what, input, name) => {
    expect(fileName(...input)).toBe(name)
  })

  test.each([
    'image/jpg:jpg image/pjpeg:jpg image/heif:heif image/avif:avif image/tiff:tiff image/bmp:bmp image/x-icon:ico',
    'audio/mp3:mp3 audio/x-m4a:m4a audio/m4a:m4a audio/opus:opus audio/flac:flac audio/x-flac:flac audio/wave:wav audio/3gpp:3gp',
    'video/x-msvideo:avi video/x-matroska:mkv video/mpeg:mpg video/x-m4v:m4v video/ogg:ogv',
    'application/x-zip-compressed:zip application/ogg:ogg application/x-pdf:pdf application/gzip:gz application/x-rar-compressed:rar',
    'text/vcard:vcf text/x-vcard:vcf text/calendar:ics text/markdown:md text/xml:xml message/rfc822:eml application/epub+zip:epub',
  ])('types beyond the standard have extensions, too: %s', (types) => {
    for (const [type, extension] of types.split(' ').map((one) => one.split(':'))) {
      expect(fileName('https://a.b/x', 'y', type), type).toBe(`y.${extension}`)
    }
  })

  test.each(['.', ' .', 'a.', '/', '\\', '%', '.a', '\u0301', '👩‍', '\u202e', 'con.'])(
    'a megabyte of %j is made a name in time',
    { timeout: 20_000 },
    (unit) => {
      const long = unit.repeat(1_000_000 / unit.length)
      expect(fileName(`https://a.b/${long}`, long, long, { served: long }).length).toBeLessThanOrEqual(120)
    },
  )
})
