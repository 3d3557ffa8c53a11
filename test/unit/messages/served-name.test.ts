import { expect, test } from 'vitest'
import { servedName } from '../../../core/platform/served-name'

const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

test.each([
  ['attachment; filename="Invoice 12.pdf"', 'Invoice 12.pdf'],
  ['attachment; filename=invoice.pdf', 'invoice.pdf'],
  ['inline;filename="a \\"b\\".pdf";size=12', 'a "b".pdf'],
  ["attachment; filename*=UTF-8''Rechnung%20f%C3%BCr%20Kim.pdf", 'Rechnung für Kim.pdf'],
  ['attachment; filename="Rechnung.pdf"; filename*=UTF-8\'\'f%C3%BCr.pdf', 'für.pdf'],
  ['attachment; filename*=UTF-8\'\'f%C3%BCr.pdf; filename="Rechnung.pdf"', 'für.pdf'],
  ["attachment; filename*=iso-8859-1'de'f%FCr.pdf", 'für.pdf'],
  [`attachment; filename="${utf8('für Kim 请.pdf')}"`, 'für Kim 请.pdf'],
  ['attachment; filename="f\xfcr.pdf"', 'für.pdf'],
  ['attachment; filename="Invoice%2012.pdf"', 'Invoice 12.pdf'],
  ['attachment; filename="100%.pdf"', '100%.pdf'],
  ['attachment; FILENAME = x.pdf', 'x.pdf'],
  ['attachment; filename="never ends.pdf', undefined],
  ['attachment', undefined],
  ['attachment; filename=""', undefined],
  ['attachment; filename=" "', undefined],
  ['', undefined],
  [undefined, undefined],
  [['attachment; filename=x.pdf'], undefined],
])('%j names %j', (header, name) => {
  expect(servedName(header)).toBe(name)
})

test.each(['attachment;', '"', '\\', 'filename=', "filename*=UTF-8''%", '%', '=;', 'é'])(
  'a megabyte of %j is read in time',
  { timeout: 20_000 },
  (unit) => {
    const long = unit.repeat(1_000_000 / unit.length)
    for (const header of [long, `attachment; filename="${long}"`, `attachment; filename*=UTF-8''${long}`]) {
      expect((servedName(header) ?? '').length).toBeLessThanOrEqual(2_000)
    }
  },
)
