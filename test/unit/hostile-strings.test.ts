import { expect, test } from 'vitest'
import { isDataUrl, readDataUrl } from '../../core/messages/data-url'
import { kindOf } from '../../core/messages/file-kind'
import { extensionOf, fileName } from '../../core/messages/file-name'
import { signatureOf } from '../../core/messages/file-signature'
import { bareType, saysNothing } from '../../core/messages/file-types'
import { mapLink } from '../../core/messages/map-link'
import { fileAsText, outgoingParts } from '../../core/messages/outgoing'
import { isBlank, oneLine, printable, safeUrl, visible, WEB } from '../../core/messages/plain'
import { isWanted, storedType } from '../../core/messages/served-file'
import { halve, shorten, splitText } from '../../core/messages/split-text'
import { reasonOf } from '../../core/platform/reason'
import { servedName } from '../../core/platform/served-name'
import { languages } from '../../core/texts/languages'
import { fromAttachment } from '../../src/desk/agent-attachment'
import { HubSpotError } from '../../src/hubspot/errors'
import { isName } from '../../src/hubspot/id'
import { sentValues } from '../../src/hubspot/sent-values'
import { parseEvents } from '../../src/webhook/payloads'
import fc from '../property'

/** Everything in messages/ (but the reading of HTML) and hubspot/ that goes through text from outside. */
const readers: Record<string, (text: string) => unknown> = {
  HubSpotError: (text) => new HubSpotError('do it', { status: 400, body: { message: text, category: text } }),
  'HubSpotError that repeats': (text) =>
    new HubSpotError('do it', {
      status: 400,
      body: { message: text },
      sent: sentValues({ path: text, body: { text } }),
    }),
  reasonOf: (text) => reasonOf(new Error(text)),
  parseEvents: (text) => parseEvents(text, '40001'),
  'parseEvents of a string': (text) =>
    parseEvents(JSON.stringify({ type: text, portalId: text, objectId: text }), '40001'),
  isName,
  isDataUrl,
  readDataUrl: (text) => [
    readDataUrl(text, 1e7),
    readDataUrl(`data:${text}`, 1e7),
    readDataUrl(`data:;base64,${text}`, 1e7),
  ],
  kindOf: (text) => kindOf({ name: text, contentType: text }),
  fromAttachment: (text) =>
    fromAttachment(languages.English, { ...{ fileId: text, fileUsageType: text, name: text }, type: 'FILE' }),
  fileName: (text) => fileName(text, text, text, { served: text, kind: 'image' }),
  extensionOf: (text) => extensionOf([text, text]),
  signatureOf: (text) => signatureOf(Buffer.from(text)),
  contentType: (text) => [bareType(text), saysNothing(text)],
  servedName,
  servedFile: (text) => {
    const served = { content: Buffer.from(text), contentType: text, name: text }
    const wanted = { url: text, title: text, kind: 'image' } as const
    return [isWanted(wanted, served), storedType(wanted, served)]
  },
  mapLink: (text) => mapLink(languages.English, { latitude: 1, longitude: 2, title: text, address: text }),
  plain: (text) => [isBlank(text), oneLine(text), printable(text), safeUrl(text, WEB), visible(text)],
  splitText: (text) => splitText(text, 10_000),
  halve,
  shorten: (text) => shorten(text, 300),
  outgoingParts: (text) =>
    outgoingParts(languages.English, { type: 'image', payload: { imageUrl: text, title: text } }, 10_000),
  fileAsText: (text) => fileAsText(languages.English, { text, file: { url: text, kind: 'image' } }),
}

const units = [
  ...['a', '1', ' ', '.', '\n', '"', "'", '@', '%', '%4', '&#1', '+1', '-', '/', '\\', '<', '<!--', '<?', ';', '='],
  ...[
    '请',
    '😀',
    '\ud83d',
    '\u0301',
    '\u200d',
    '\u202e',
    '。',
    'a.',
    '. ',
    'a ',
    '.a',
    '."',
    '"a',
    'data:',
    'http://',
    '[{',
    '{"a":',
  ],
]
const length = 200_000

/**
 * The time-out of the test is the guard, at many times what a busy machine needs: what takes its time with the square of
 * the length takes minutes. Vitest holds a test to it that blocks, too.
 */
test.each(Object.entries(readers))('%s reads long hostile strings in time', { timeout: 60_000 }, (_, read) => {
  for (const unit of units) expect(() => read(unit.repeat(length / unit.length))).not.toThrow()
  const unit = fc.oneof(fc.constantFrom(...units), fc.string({ minLength: 1, maxLength: 3, unit: 'binary' }))
  const hostile = fc
    .array(fc.tuple(unit, fc.constantFrom(1, 30, 1_000)), { minLength: 1, maxLength: 4 })
    .map((runs) => runs.map(([part, times]) => part.repeat(times)).join(''))
  fc.assert(
    fc.property(hostile, (run) => {
      read(run.repeat(Math.ceil(20_000 / run.length)))
    }),
    { numRuns: 40 },
  )
})
