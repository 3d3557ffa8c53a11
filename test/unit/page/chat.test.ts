import { describe, expect, it } from 'vitest'
import { chatItems, openChoice } from '../../../playground/page/words/chat'
import type { ChatLine } from '../../../playground/protocol'

const line = (id: string, change: Partial<ChatLine> = {}): ChatLine => ({
  id,
  at: Number(id),
  from: 'user',
  content: { type: 'text', text: id },
  trace: id,
  ...change,
})

describe('a chat', () => {
  const groups = (transcript: ChatLine[]) =>
    chatItems({ transcript, failures: [] }).map((item) =>
      item.type === 'line' ? `${item.startsGroup ? '[' : ''}${item.line.id}${item.endsGroup ? ']' : ''}` : '!',
    )

  it('puts lines of one person together', () => {
    expect(groups([line('1'), line('2'), line('3', { from: 'bot' })])).toEqual(['[1', '2]', '[3]'])
  })

  it('keeps two agents apart, and what was said much later', () => {
    const dana = { from: 'agent', agentName: 'Dana Fields' } as const
    expect(groups([line('1', dana), line('2', { ...dana, agentName: 'Robin Hale' })])).toEqual(['[1]', '[2]'])
    expect(groups([line('1'), line('2', { at: 500_000 })])).toEqual(['[1]', '[2]'])
  })

  it('never groups notices', () => {
    expect(groups([line('1', { from: 'system' }), line('2', { from: 'system' })])).toEqual(['[1]', '[2]'])
  })

  it('shows failures that concern no message where they happened', () => {
    const items = chatItems({
      transcript: [line('10'), line('20', { delivery: 'failed', failure: 'refused' }), line('40')],
      failures: [{ at: 15, message: 'no thread' }],
    })
    expect(items.map((item) => (item.type === 'line' ? item.line.id : item.message))).toEqual([
      '10',
      'no thread',
      '20',
      '40',
    ])
  })
})

describe('the choice that is open', () => {
  const open = (transcript: ChatLine[]) => openChoice({ transcript, talkingTo: 'bot' })
  const choice = line('1', { from: 'bot', content: { type: 'choice', text: 'What?', options: [] } })

  it('is the last thing the bot said, notices aside', () => {
    expect(open([choice])).toBe('1')
    expect(open([choice, line('2', { from: 'system' })])).toBe('1')
  })

  it('is gone once somebody says something', () => {
    expect(open([choice, line('2')])).toBeUndefined()
    expect(open([])).toBeUndefined()
  })

  it.each(['escalating', 'nobody', 'agent'] as const)('is gone while %s answers: an agent did not ask', (talkingTo) => {
    expect(openChoice({ transcript: [choice], talkingTo })).toBeUndefined()
  })
})
