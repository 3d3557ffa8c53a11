import { describe, expect, it } from 'vitest'
import { deskWords } from '../../../playground/page/words/desks'
import { answeringWords, inboxWords, initials } from '../../../playground/page/words/names'
import { tallyWords, verdict } from '../../../playground/page/words/tally'
import { eventWords, lastLine } from '../../../playground/page/words/thread'
import { duration } from '../../../playground/page/words/time'
import type { ThreadEntry } from '../../../playground/protocol'

const said = (text: string, change: Partial<Extract<ThreadEntry, { type: 'message' }>> = {}): ThreadEntry => ({
  id: text,
  at: 1,
  trace: text,
  type: 'message',
  direction: 'incoming',
  sender: 'Kim Lee',
  text,
  files: [],
  ...change,
})
const comment: ThreadEntry = {
  id: 'c',
  at: 9,
  trace: 'c',
  type: 'comment',
  author: 'Dana Fields',
  text: 'x',
  html: 'x',
}

describe('the ledger', () => {
  const balance = { said: 0, arrived: 0, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 }

  it.each([
    [{}, 'Nothing said yet', 'good'],
    [{ said: 12, arrived: 12 }, '12 said, 12 arrived, none lost, none twice', 'good'],
    [{ said: 3, arrived: 1, underWay: 2 }, '3 said, 1 arrived, 2 under way, none lost, none twice', 'busy'],
    [{ said: 2, arrived: 1, reported: 1 }, '2 said, 1 arrived, 1 reported, none lost, none twice', 'good'],
    [{ said: 2, arrived: 1, lost: 1 }, '2 said, 1 lost, 1 arrived, none twice', 'bad'],
    [{ said: 1, arrived: 1, doubled: 2 }, '1 said, 2 twice, 1 arrived, none lost', 'bad'],
    [{ said: 1, arrived: 1, astray: 1 }, '1 said, 1 at the wrong person, 1 arrived, none lost, none twice', 'bad'],
  ])('%o', (change, words, state) => {
    expect(tallyWords({ ...balance, ...change })).toBe(words)
    expect(verdict({ ...balance, ...change })).toBe(state)
  })
})

describe('a name', () => {
  it.each([
    ['Dana Fields', 'DF'],
    ['Kim', 'K'],
    ['Ana Maria de Souza', 'AS'],
    ['Visitor 2', 'V'],
    ['ødegård', 'Ø'],
    ['+12025550100', '?'],
    ['', '?'],
  ])('%s has the initials %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})

describe('who answers', () => {
  it('is the bot, nobody, or an agent by name', () => {
    expect(answeringWords({ talkingTo: 'bot' }, 'HubSpot')).toBe('The bot answers')
    expect(answeringWords({ talkingTo: 'nobody' }, 'HubSpot')).toBe('Waiting for an agent')
    expect(answeringWords({ talkingTo: 'agent', agentName: 'Dana Fields' }, 'HubSpot')).toBe('Dana Fields answers')
    expect(answeringWords({ talkingTo: 'agent' }, 'HubSpot')).toBe('An agent answers')
  })
})

describe('an inbox', () => {
  it('is called a help desk once', () => {
    expect(inboxWords({ name: 'Help desk', type: 'HELP_DESK' })).toBe('Help desk')
    expect(inboxWords({ name: 'Repairs', type: 'HELP_DESK' })).toBe('Repairs (help desk)')
    expect(inboxWords({ name: 'Sales', type: 'INBOX' })).toBe('Sales')
  })
})

describe('the last line of a thread', () => {
  it('is its last message, whatever was noted or done since', () => {
    expect(lastLine([said('first'), said('It\n flickers '), comment], 'Dana Fields')).toBe('It flickers')
  })

  it('says who wrote it to the user, which is not always who looks', () => {
    const hello = said('Hello', { direction: 'outgoing', sender: 'Dana Fields' })
    expect(lastLine([hello], 'Dana Fields')).toBe('You: Hello')
    expect(lastLine([hello], 'Robin Hale')).toBe('Dana Fields: Hello')
    expect(lastLine([hello], undefined)).toBe('Dana Fields: Hello')
  })

  it('names the files of a message without words', () => {
    expect(
      lastLine([said('', { files: [{ name: 'lamp.png', url: '/lamp.png', isImage: true }] })], 'Dana Fields'),
    ).toBe('lamp.png')
  })

  it('says so when there is none', () => {
    expect(lastLine([comment], 'Dana Fields')).toBe('No messages yet')
  })
})

describe('an event of a thread', () => {
  const names: Record<string, string> = { '501': 'Dana Fields', '502': 'Robin Hale' }
  const nameOf = (id: string) => names[id] ?? id
  const event = { id: 'e', at: 1, trace: 'e' }

  it('is told in words', () => {
    const assigned = { ...event, type: 'assignment', by: '501' } as const
    expect(eventWords({ ...assigned, to: '501' }, nameOf, deskWords.hubspot)).toBe('Dana Fields took the thread')
    expect(eventWords({ ...assigned, to: '502' }, nameOf, deskWords.hubspot)).toBe(
      'Dana Fields assigned the thread to Robin Hale',
    )
    expect(eventWords(assigned, nameOf, deskWords.hubspot)).toBe('Dana Fields unassigned the thread')
    expect(eventWords({ ...event, type: 'status', status: 'CLOSED', by: 'Botpress' }, nameOf, deskWords.hubspot)).toBe(
      'Botpress closed the thread',
    )
  })
})

describe('a length of time', () => {
  it.each([
    [0.4, '0 ms'],
    [84, '84 ms'],
    [1440, '1.4 s'],
  ])('%d', (ms, words) => {
    expect(duration(ms)).toBe(words)
  })
})
