import { describe, expect, test } from 'vitest'
import { isWanted, type ServedFile, storedType, type WantedFile } from '../../../core/messages/served-file'

const png = Buffer.from('89504e470d0a1a0a00ff00fe', 'hex')
const jpeg = Buffer.from('ffd8ffe000104a46', 'hex')
const ogg = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(40)])
const mp4 = Buffer.from('\0\0\0\x20ftypisom', 'latin1')
const webm = Buffer.from('1a45dfa3', 'hex')
const heic = Buffer.from('\0\0\0\x20ftypheic', 'latin1')
const pdf = Buffer.from('%PDF-1.7')
const zip = Buffer.from('PK\x03\x04....')
const unknown = Buffer.from('00010203', 'hex')
const csv = Buffer.from('name,price\nlamp,3\n')
const svg = Buffer.from('<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="x"></svg>')
const json = Buffer.from('{"error":"expired"}')
const login = Buffer.from('\n<!DOCTYPE html>\n<html><title>Log in</title></html>')
const page = Buffer.from('<p>Please log in</p>')

const served = (content: Buffer, contentType?: string, name?: string): ServedFile => ({ content, contentType, name })
const at = (url: string, kind?: WantedFile['kind'], title?: string): WantedFile => ({ url, kind, title })
const picture = at('https://a.b/lamp.png', 'image')

describe('is not the file', () => {
  test.each<[string, WantedFile, ServedFile]>([
    ['a page for a picture', picture, served(login, 'text/html; charset=utf-8')],
    ['a page that says it is a picture', picture, served(login, 'image/png')],
    ['a page that says nothing', picture, served(login, 'application/octet-stream')],
    ['a page without a type', picture, served(login)],
    ['a page after a mark of its encoding', picture, served(Buffer.from(`\ufeff${login}`), 'image/png')],
    ['a page in UTF-16', picture, served(Buffer.from(`\ufeff${login}`, 'utf16le'), 'image/png')],
    ['a page after a comment', picture, served(Buffer.from(`<!-- x --> ${login}`), 'image/png')],
    ['a page of XML', picture, served(Buffer.from(`<?xml version="1.0"?>${login}`), 'image/png')],
    ['XHTML', picture, served(page, 'application/xhtml+xml')],
    ['a bit of a page', picture, served(page, 'text/html')],
    ['words as a page', picture, served(Buffer.from('Forbidden'), 'text/html')],
    ['a page for a document', at('https://a.b/bill.pdf', 'file'), served(login, 'text/html')],
    ['a page that says it is a document', at('https://a.b/bill.pdf', 'file'), served(login, 'application/pdf')],
    ['words as a page for a document', at('https://a.b/bill.pdf', 'file'), served(Buffer.from('No!'), 'text/html')],
    ['a page for a table', at('https://a.b/t.csv', 'file'), served(page, 'text/html')],
    ['a page for a text, called a page', at('https://a.b/t.txt', 'file'), served(login, 'text/html')],
    ['a page for what has no extension', at('https://a.b/files/7', 'file'), served(login, 'text/html')],
    [
      'a page of which the title says it is a document',
      at('https://a.b/x.html', 'file', 'Bill.pdf'),
      served(login, 'text/html'),
    ],
    ['a page called one, for a picture', at('https://a.b/lamp.html', 'image'), served(login, 'text/html')],
    ['an error for a picture', picture, served(json, 'application/json')],
    ['a document for a picture', picture, served(pdf, 'application/pdf')],
    ['a document that says nothing, for a picture', picture, served(pdf, 'binary/octet-stream')],
    ['words for a picture', picture, served(Buffer.from('Gone'), 'text/plain')],
    ['nothing for a picture', picture, served(Buffer.alloc(0), 'image/png')],
    ['a film for a picture', picture, served(mp4, 'video/mp4')],
    ['a picture for a sound', at('https://a.b/x', 'audio'), served(png, 'image/png')],
    ['a document for a film', at('https://a.b/x', 'video'), served(pdf, 'application/pdf')],
  ])('%s', (_, wanted, given) => {
    expect(isWanted(wanted, given)).toBe(false)
  })
})

describe('is the file, whatever its server says', () => {
  test.each<[string, WantedFile, ServedFile]>([
    ['a picture', picture, served(png, 'image/png')],
    ['a picture of another type', picture, served(jpeg, 'image/jpg')],
    ['a picture that says nothing', picture, served(jpeg, 'application/octet-stream')],
    ['a picture from a bucket', picture, served(jpeg, 'binary/octet-stream')],
    ['a picture without a type', picture, served(jpeg)],
    ['a picture as text', picture, served(jpeg, 'text/plain')],
    ['a picture as a page', picture, served(png, 'text/html')],
    ['bytes nobody knows, as a picture', picture, served(unknown, 'image/x-raw')],
    ['bytes nobody knows, as anything', picture, served(unknown, 'application/octet-stream')],
    ['bytes nobody knows, as text', picture, served(unknown, 'text/plain; charset=utf-8')],
    ['a drawing', at('https://a.b/x.svg', 'image'), served(svg, 'text/xml')],
    ['a drawing as text', at('https://a.b/x.svg', 'image'), served(svg, 'text/plain')],
    ['a voice message as a film', at('https://a.b/x', 'audio'), served(webm, 'video/webm')],
    ['a film as sound', at('https://a.b/x', 'video'), served(mp4, 'audio/mp4')],
    ['Ogg as an application', at('https://a.b/x', 'audio'), served(ogg, 'application/ogg')],
    ['a sound whose bytes look like something else', at('https://a.b/x', 'audio'), served(png, 'audio/mpeg')],
    ['a document', at('https://a.b/bill', 'file'), served(pdf, 'application/pdf')],
    ['a table as text', at('https://a.b/t.csv', 'file'), served(csv, 'text/plain')],
    ['a table as a page', at('https://a.b/t.csv', 'file'), served(csv, 'text/html')],
    ['a document as a page', at('https://a.b/bill.pdf', 'file'), served(pdf, 'text/html')],
    ['a page', at('https://a.b/x.html', 'file'), served(login, 'text/html')],
    ['a page by its title', at('https://a.b/7', 'file', 'offer.HTM'), served(login, 'text/html')],
    ['a page by its server’s name', at('https://a.b/7', 'file'), served(login, 'text/html', 'offer.html')],
    ['the source of a page as text', at('https://a.b/x.txt', 'file'), served(login, 'text/plain')],
    ['notes with tags in them', at('https://a.b/x.md', 'file'), served(page, 'text/plain')],
    ['an empty file', at('https://a.b/x.txt', 'file'), served(Buffer.alloc(0), 'text/plain')],
    ['JSON', at('https://a.b/x.json', 'file'), served(json, 'application/json')],
    ['a picture as a file', at('https://a.b/x.png', 'file'), served(png, 'image/png')],
  ])('%s', (_, wanted, given) => {
    expect(isWanted(wanted, given)).toBe(true)
  })
})

describe('the type that a file is stored under', () => {
  test.each<[string, WantedFile, ServedFile, string | undefined]>([
    ['is what the server says', picture, served(png, 'image/png'), 'image/png'],
    ['with its parameters', at('https://a.b/t.csv'), served(csv, 'text/csv; charset=utf-8'), 'text/csv; charset=utf-8'],
    ['such as a codec', at('https://a.b/x'), served(ogg, 'audio/ogg; codecs=opus'), 'audio/ogg; codecs=opus'],
    ['which can be too long to keep', picture, served(png, `image/png; x=${'y'.repeat(300)}`), 'image/png'],
    ['or no ASCII', picture, served(png, 'image/png; name="é"'), 'image/png'],
    ['is what the bytes show where the server says nothing', at('https://a.b/x'), served(jpeg), 'image/jpeg'],
    ['or only that there are bytes', at('https://a.b/x'), served(heic, 'binary/octet-stream'), 'image/heic'],
    ['or that it is text', picture, served(jpeg, 'text/plain'), 'image/jpeg'],
    ['or that it is a page', at('https://a.b/x.pdf'), served(pdf, 'text/html'), 'application/pdf'],
    [
      'is what the name says of an archive',
      at('https://a.b/x.docx'),
      served(zip),
      expect.stringContaining('wordprocessingml'),
    ],
    ['which may be just an archive', at('https://a.b/x'), served(zip), 'application/zip'],
    ['is what the name says where nothing else does', at('https://a.b/7', 'file', 'a.csv'), served(csv), 'text/csv'],
    ['is not known where nothing says it', at('https://a.b/7'), served(unknown, 'application/octet-stream'), undefined],
    ['is text for a table of text', at('https://a.b/t.csv'), served(csv, 'text/plain'), 'text/plain'],
    ['is the server’s for bytes that look like something else', picture, served(png, 'image/jpeg'), 'image/jpeg'],
  ])('%s', (_, wanted, given, type) => {
    expect(storedType(wanted, given)).toEqual(type)
  })
})
