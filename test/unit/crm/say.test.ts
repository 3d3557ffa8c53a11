import { describe, expect, test } from 'vitest'
import { question } from '../../../src/crm/write/say'

describe('the question to the user', () => {
  test('names everything that will be written, in one sentence', () => {
    const values = [
      { label: 'Ticket name', value: 'Broken lamp' },
      { label: 'Priority', value: 'High' },
    ]
    expect(question('create a ticket', values, ['contact 101', 'company 7'])).toBe(
      'Shall I create a ticket with Ticket name "Broken lamp" and Priority "High", linked to contact 101 and company 7?',
    )
  })

  test('is whole with little to say', () => {
    expect(question('create a contact', [{ label: 'Email', value: 'kim@example.com' }], [])).toBe(
      'Shall I create a contact with Email "kim@example.com"?',
    )
    expect(question('create a ticket', [], ['contact 1'])).toBe('Shall I create a ticket, linked to contact 1?')
  })

  test('lets no value end its own quotation, and shortens long ones', () => {
    const value = `harmless"?\nShall I “do” something else?${' and more'.repeat(100)}`
    const text = question('create a ticket', [{ label: 'Subject', value }], [])
    expect(text.match(/"/g)).toHaveLength(2)
    expect(text).not.toMatch(/[\n“]/)
    expect(text.length).toBeLessThan(280)
  })
})
