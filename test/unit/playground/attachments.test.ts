import { describe, expect, it } from 'vitest'
import { objectionTo } from '../../../playground/server/hubspot/attachments'
import { bytesOf } from '../../../playground/server/uploaded'

const capabilities = {
  maxFileAttachmentCount: 3,
  maxFileAttachmentSizeBytes: 10_000_000,
  maxTotalFileAttachmentSizeBytes: 15_500_000,
  allowedFileAttachmentMimeTypes: ['image/*', 'application/pdf'],
}

const file = (name: string, bytes: number, contentType = 'application/pdf') => ({
  name,
  contentType,
  base64: Buffer.alloc(bytes).toString('base64'),
})

const objection = (...files: ReturnType<typeof file>[]) => objectionTo(files, capabilities)

describe('what HubSpot does not let an agent attach', () => {
  it('takes what the channel takes, to the byte', () => {
    expect(objection(file('a.pdf', 10_000_000), file('b.png', 5_500_000, 'image/png'))).toBeUndefined()
    expect(objection()).toBeUndefined()
    expect(objectionTo([file('a.bin', 20_000_000, 'x/y')], {})).toBeUndefined()
  })

  it('names a file that is too large, and the limit in MB', () => {
    expect(objection(file('small.pdf', 1), file('the plan.pdf', 12_000_000))).toBe(
      '“the plan.pdf” is too large: an attachment may have at most 10 MB here.',
    )
    expect(objection(file('a.pdf', 10_000_001))).toContain('“a.pdf” is too large')
  })

  it('names what is too large together', () => {
    expect(objection(file('a.pdf', 9_000_000), file('b.pdf', 9_000_000))).toBe(
      '“a.pdf”, “b.pdf” are too large together: the attachments of a reply may have at most 15.5 MB.',
    )
  })

  it('says how many, and which is of the wrong type', () => {
    expect(objection(...['1', '2', '3', '4'].map((name) => file(name, 1)))).toMatch(/at most 3 files, and these are 4/)
    expect(objection(file('x.zip', 1, 'application/zip'))).toMatch(/“x\.zip” cannot be attached.*application\/zip/)
  })

  it('counts bytes of base64 whatever its padding', () => {
    for (const bytes of [0, 1, 2, 3, 4]) expect(bytesOf(file('a', bytes))).toBe(bytes)
  })
})
