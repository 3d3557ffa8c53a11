import { describe, expect, test } from 'vitest'
import { type EarlierSession, findSession } from '../../../core/messages/earlier-session'
import { type HistoryItem, replyKey } from '../../../core/messages/history-item'
import { pastMessages } from '../../../core/messages/past-messages'
import { renderTranscript, type TranscriptOptions } from '../../../core/messages/transcript'
import { languages } from '../../../core/texts/languages'

const text = (payload: Record<string, unknown>, source: HistoryItem['source'] = { type: 'bot' }): HistoryItem => ({
  source,
  type: 'text',
  payload,
})
const user = (said: string) => text({ text: said }, { type: 'user', userId: 'u1' })
const bot = (said: string) => text({ text: said })
const notice = (said: string) => text({ type: 'text', text: said })
const reply = (said: string) => text({ type: 'text', text: said, userId: 'look-alike' })

const line = '--- Earlier session: 19:15 to 19:32 with Robin Hale, closed by the agent ---'

const keyOf = (said: string) => replyKey(text({ text: said })) ?? ''
const session = (...said: [by: 'agent' | 'user', text: string][]): EarlierSession => ({
  summary: () => line,
  said: said.map(([by, words]) => ({ by, key: keyOf(words) })),
})
const theirs = session(['user', 'hello?'], ['agent', 'Hi, I am Robin.'], ['user', 'thanks'], ['agent', 'Bye.'])

const options: TranscriptOptions = {
  nameOf: () => 'Kim Lee',
  agentOf: (item) => (JSON.stringify(item.payload).includes('look-alike') ? { name: 'Robin Hale' } : undefined),
  texts: languages.English,
  maxLength: 10_000,
}
const told = (history: HistoryItem[], earlier = theirs) =>
  renderTranscript(history, { ...options, earlier })
    ?.split('\n')
    .slice(1)

const whole = [user('hello?'), notice('An agent joined.'), reply('Hi, I am Robin.'), user('thanks'), reply('Bye.')]

describe('an earlier session in a history', () => {
  test('is one line, with the hitl plugin’s notices around it where the bot’s words have another form', () => {
    const history = [
      bot('Which lamp?'),
      user('A person, please'),
      notice('I have escalated.'),
      ...whole,
      notice('The agent closed.'),
      user('one more thing'),
      bot('Yes?'),
    ]
    expect(told(history)).toEqual([
      'Bot: Which lamp?',
      'Kim Lee: A person, please',
      line,
      'Kim Lee: one more thing',
      'Bot: Yes?',
    ])
  })

  test('leaves the notices around it where they may be the bot’s own words', () => {
    expect(told([notice('Which lamp?'), ...whole, notice('The agent closed.'), user('again')])).toEqual([
      'Bot: Which lamp?',
      line,
      'Bot: The agent closed.',
      'Kim Lee: again',
    ])
  })

  test('is one of the past messages, for a desk that shows it as messages', () => {
    const past = pastMessages([user('first'), ...whole, user('again')], {
      ...options,
      ...{ count: 100, textMax: 1_000, earlier: theirs },
    })
    expect(past.map(({ from, text }) => [from, text])).toEqual([
      ['user', 'first'],
      ['bot', line],
      ['user', 'again'],
    ])
  })

  test.each<[string, HistoryItem[], string[]]>([
    ['no reply of it is there', [user('hello?'), user('thanks')], ['Kim Lee: hello?', 'Kim Lee: thanks']],
    [
      'an agent’s words are there that are not of it',
      [reply('Of another session.'), notice('closed'), notice('escalated'), ...whole],
      [
        '--- Earlier session with an agent ---',
        'Robin Hale (agent): Of another session.',
        '--- End of the earlier session ---',
        'Bot: closed',
        'Bot: escalated',
        line,
      ],
    ],
    [
      'somebody’s words are there that are not of it',
      [user('what I never wrote to Robin'), ...whole.slice(1)],
      ['Kim Lee: what I never wrote to Robin', 'Bot: An agent joined.', line],
    ],
  ])('stays unfolded as far as it cannot be matched: %s', (_, history, read) => {
    expect(told(history)).toEqual(read)
  })

  test('does not take in what was said again afterwards', () => {
    const history = [...whole, user('thanks'), notice('a'), user('hello?')]
    expect(findSession(history, theirs)).toEqual({ from: 0, to: whole.length })
  })

  test('is found by its end where its beginning is not in the history any more', () => {
    expect(told([user('thanks'), reply('Bye.'), user('again')])).toEqual([line, 'Kim Lee: again'])
  })
})
