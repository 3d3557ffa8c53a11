import { expect, test } from 'vitest'
import { type FileClues, type FileKind, kindOf } from '../../../core/messages/file-kind'

test.each<[FileKind, FileClues]>([
  ['image', { usage: 'IMAGE' }],
  ['image', { usage: 'STICKER', name: 'x.bin' }],
  ['audio', { usage: 'AUDIO' }],
  ['audio', { usage: 'VOICE_RECORDING', contentType: 'video/webm' }],
  ['video', { usage: 'OTHER', contentType: 'video/mp4', hubspotType: 'DOCUMENT' }],
  ['image', { contentType: 'Image/PNG; charset=binary' }],
  ['audio', { contentType: 'audio/ogg', hubspotType: 'OTHER' }],
  ['file', { contentType: 'application/pdf', name: 'scan.jpg' }],
  ['file', { contentType: 'text/plain', hubspotType: 'IMG' }],
  ['image', { contentType: 'application/octet-stream', hubspotType: 'IMG' }],
  ['image', { contentType: 'binary/octet-stream', name: 'a.jpeg' }],
  ['image', { contentType: '', name: 'a.webp' }],
  ['image', { contentType: 'image', name: 'a.gif' }],
  ['image', { hubspotType: 'img' }],
  ['audio', { hubspotType: 'AUDIO' }],
  ['video', { hubspotType: 'MOVIE', name: 'x.mp3' }],
  ['file', { hubspotType: 'DOCUMENT', name: 'x.png' }],
  ['video', { hubspotType: 'OTHER', name: 'x.MOV ' }],
  ['audio', { name: 'voice.opus' }],
  ['image', { name: 'a.b.svg' }],
  ['file', { name: 'a.pdf' }],
  ['file', { name: 'mp3' }],
  ['file', {}],
  ['audio', { contentType: 'application/ogg' }],
  ['audio', { contentType: 'application/ogg', name: 'voice.ogg' }],
  ['audio', { contentType: 'application/ogg; codecs=opus', name: 'voice.oga', hubspotType: 'DOCUMENT' }],
  ['video', { contentType: 'application/ogg', name: 'film.ogv' }],
  ['video', { contentType: 'application/mp4' }],
  ['image', { contentType: 'application/x-download', name: 'a.heif' }],
  ['image', { contentType: 'application/octet-stream', name: `${'long '.repeat(1_000)}.jfif` }],
  ['audio', { contentType: 'audio/x-m4a; x=y' }],
])('%s: %j', (kind, clues) => {
  expect(kindOf(clues)).toBe(kind)
})
