import { expect, test } from 'vitest'
import { type FileClues, type FileKind, kindOf } from '../../../core/messages/file-kind'

test.each<[FileKind, FileClues]>([
  ['image', { meant: 'image' }],
  ['image', { meant: 'image', name: 'x.bin' }],
  ['audio', { meant: 'audio' }],
  ['audio', { meant: 'audio', contentType: 'video/webm' }],
  ['video', { contentType: 'video/mp4', sorted: 'file' }],
  ['image', { contentType: 'Image/PNG; charset=binary' }],
  ['audio', { contentType: 'audio/ogg' }],
  ['file', { contentType: 'application/pdf', name: 'scan.jpg' }],
  ['file', { contentType: 'text/plain', sorted: 'image' }],
  ['image', { contentType: 'application/octet-stream', sorted: 'image' }],
  ['image', { contentType: 'binary/octet-stream', name: 'a.jpeg' }],
  ['image', { contentType: '', name: 'a.webp' }],
  ['image', { contentType: 'image', name: 'a.gif' }],
  ['image', { sorted: 'image' }],
  ['audio', { sorted: 'audio' }],
  ['video', { sorted: 'video', name: 'x.mp3' }],
  ['file', { sorted: 'file', name: 'x.png' }],
  ['video', { name: 'x.MOV ' }],
  ['audio', { name: 'voice.opus' }],
  ['image', { name: 'a.b.svg' }],
  ['file', { name: 'a.pdf' }],
  ['file', { name: 'mp3' }],
  ['file', {}],
  ['audio', { contentType: 'application/ogg' }],
  ['audio', { contentType: 'application/ogg', name: 'voice.ogg' }],
  ['audio', { contentType: 'application/ogg; codecs=opus', name: 'voice.oga', sorted: 'file' }],
  ['video', { contentType: 'application/ogg', name: 'film.ogv' }],
  ['video', { contentType: 'application/mp4' }],
  ['image', { contentType: 'application/x-download', name: 'a.heif' }],
  ['image', { contentType: 'application/octet-stream', name: `${'long '.repeat(1_000)}.jfif` }],
  ['audio', { contentType: 'audio/x-m4a; x=y' }],
])('%s: %j', (kind, clues) => {
  expect(kindOf(clues)).toBe(kind)
})
