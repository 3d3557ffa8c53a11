import { describe, expect, test } from 'vitest'
import { fileName } from '../../../src/messages/file-name'

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
})
