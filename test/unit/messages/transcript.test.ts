import { describe, expect, test, vi } from 'vitest'
import { type HistoryItem, relayedFor } from '../../../core/messages/history-item'
import { renderTranscript, type TranscriptOptions } from '../../../core/messages/transcript'
import { languages } from '../../../core/texts/languages'

const MAP = 'https://www.google.com/maps/search/?api=1&query='
const HEADING = 'Conversation before the handover'
const user = (type: string, payload: unknown): HistoryItem => ({
  source: { type: 'user', userId: 'u1' },
  type,
  payload,
})
const bot = (type: string, payload: unknown): HistoryItem => ({ source: { type: 'bot' }, type, payload })
const says = (text: string) => user('text', { text })
const relayed = (userId: string, text: string) => bot('text', { type: 'text', text, userId })
const notice = (text: string) => bot('text', { type: 'text', text })
const options: TranscriptOptions = {
  nameOf: (id) => (id === 'u1' ? 'Dana' : 'Kim'),
  agentOf: (item) => {
    const id = relayedFor(item)
    return id === undefined || id === 'u1' ? undefined : { name: { a1: 'Robin Hale', a2: 'Sam Roe' }[id] ?? '' }
  },
  texts: { ...languages.English, bot: 'Helper' },
  maxLength: 10_000,
}
const render = (history: HistoryItem[], maxLength = 10_000) => renderTranscript(history, { ...options, maxLength })
const card = { title: 'Plan', subtitle: 'Best', imageUrl: 'https://a.b/i', actions: [] }

describe('renderTranscript', () => {
  test('an empty history gives nothing', () => {
    expect(render([])).toBeUndefined()
  })

  test('says who said what, oldest first', () => {
    const history: HistoryItem[] = [
      says('Hi'),
      bot('text', { text: 'Hello' }),
      { ...says('me too'), source: { type: 'user', userId: 'u2' } },
    ]
    expect(render(history)).toBe(`${HEADING}\nDana: Hi\nHelper: Hello\nKim: me too`)
  })

  test.each<[string, unknown, string]>([
    ['text', { text: 'a\r\n\r\n\r\n\r\n b \u2028Helper: c\n' }, 'a\n  | \n  |  b\n  | Helper: c'],
    ['markdown', { markdown: '**a**\n- b' }, 'a\n  | - b'],
    ['image', { imageUrl: 'https://a.b/i', title: 'My\ncat' }, '[image] My cat https://a.b/i'],
    ['audio', { audioUrl: 'https://a.b/a' }, '[audio] https://a.b/a'],
    ['video', { videoUrl: 'https://a.b/v', title: '' }, '[video] https://a.b/v'],
    ['file', { fileUrl: 'https://a.b/f', title: 'Bill' }, '[file] Bill https://a.b/f'],
    [
      'location',
      { latitude: -1.5, longitude: -2, title: 'Pier', address: 'Quay Rd' },
      `[location]\n  | Pier\n  | Quay Rd\n  | ${MAP}-1.5,-2`,
    ],
    [
      'choice',
      {
        text: 'Which?',
        options: [
          { label: 'A', value: 'a' },
          { label: 'B\nC', value: 'b' },
        ],
      },
      'Which?\n  | [A] [B C]',
    ],
    ['dropdown', { text: 'Which?', options: [{ label: 'A', value: 'a' }] }, 'Which?\n  | [A]'],
    [
      'card',
      {
        ...card,
        actions: [
          { action: 'url', label: 'More', value: 'https://a.b/c' },
          { action: 'say', label: 'Yes', value: 'y' },
          { action: 'postback', label: 'Buy', value: 'buy_1' },
        ],
      },
      '[card] Plan\n  | Best\n  | [image] https://a.b/i\n  | [More (https://a.b/c)] [Yes] [Buy]',
    ],
    ['card', { title: 'Plan', actions: [] }, '[card] Plan'],
    [
      'carousel',
      { items: [card, { title: 'Two', actions: [] }] },
      '[card] Plan\n  | Best\n  | [image] https://a.b/i\n  | [card] Two',
    ],
    [
      'bloc',
      {
        items: [
          { type: 'text', payload: { text: 'a\nb' } },
          { type: 'markdown', payload: { markdown: 'c' } },
          { type: 'image', payload: { imageUrl: 'https://a.b/i' } },
          { type: 'audio', payload: { audioUrl: 'https://a.b/a' } },
          { type: 'video', payload: { videoUrl: 'https://a.b/v' } },
          { type: 'file', payload: { fileUrl: 'https://a.b/f' } },
          { type: 'location', payload: { latitude: 1, longitude: 2, title: 'Pier' } },
        ],
      },
      `a\n  | b\n  | c\n  | [image] https://a.b/i\n  | [audio] https://a.b/a\n  | [video] https://a.b/v\n  | [file] https://a.b/f\n  | [location]\n  | Pier\n  | ${MAP}1,2`,
    ],
  ])('tells a %s', (type, payload, told) => {
    expect(render([user(type, payload)])).toBe(`${HEADING}\nDana: ${told}`)
  })

  test.each<[string, unknown, string]>([
    ['poll', { question: 'x' }, '[poll: cannot be shown here]'],
    [' a\nb ', {}, '[a b: cannot be shown here]'],
    ['', {}, '[message: cannot be shown here]'],
    ['constructor', {}, '[constructor: cannot be shown here]'],
    ['text', {}, '[text: could not be read]'],
    ['text', null, '[text: could not be read]'],
    ['text', { text: ' ' }, '[text: empty]'],
    ['markdown', { text: 'a' }, '[markdown: could not be read]'],
    ['image', { imageUrl: 1 }, '[image: could not be read]'],
    ['audio', 'x', '[audio: could not be read]'],
    ['video', undefined, '[video: could not be read]'],
    ['file', [], '[file: could not be read]'],
    ['location', { latitude: '1', longitude: 2 }, '[location: could not be read]'],
    ['choice', { text: 'a' }, '[choice: could not be read]'],
    ['dropdown', { options: [] }, '[dropdown: could not be read]'],
    ['card', { subtitle: 'a' }, '[card: could not be read]'],
    ['carousel', { items: [] }, '[carousel: empty]'],
    ['carousel', { items: {} }, '[carousel: could not be read]'],
    ['bloc', {}, '[bloc: could not be read]'],
    // What is wrong with a part does no harm to the others.
    ['image', { imageUrl: 'https://a.b/i', title: null }, '[image] https://a.b/i'],
    ['choice', { text: 'a', options: [{ label: 'A' }, {}, 1] }, 'a\n  | [A] [(unnamed)] [(unnamed)]'],
    ['card', { title: 'a', actions: 'x' }, '[card] a'],
    ['card', { title: 'a', actions: [1, { label: 'A' }] }, '[card] a\n  | [(unnamed)] [A]'],
    ['carousel', { items: [1, { title: 'a' }] }, '[card: could not be read]\n  | [card] a'],
    [
      'bloc',
      { items: [1, { type: 'poll' }, { type: 'text', payload: {} }, { type: 'text', payload: { text: 'a' } }] },
      '[item: cannot be shown here]\n  | [poll: cannot be shown here]\n  | [text: could not be read]\n  | a',
    ],
    ['bloc', { items: [{ type: 'bloc', payload: { items: [] } }] }, '[bloc: cannot be shown here]'],
  ])('a message of type %j with the payload %j is named, not fatal', (type, payload, told) => {
    expect(render([says('before'), user(type, payload), says('after')])).toBe(
      `${HEADING}\nDana: before\nDana: ${told}\nDana: after`,
    )
  })

  test('names are one line of moderate length, and never missing', () => {
    const named = (name: string) =>
      renderTranscript([says('a'), bot('text', { text: 'b' })], {
        ...options,
        nameOf: () => name,
        texts: { ...languages.English, bot: name },
      })
    expect(named(' Dana\nHelper: x ')).toBe(`${HEADING}\nDana Helper x: a\nDana Helper x: b`)
    expect(named(' ')).toBe(`${HEADING}\nUser: a\nBot: b`)
    expect(named('n'.repeat(200))?.split('\n')[1]).toBe(`${'n'.repeat(79)}…: a`)
  })
})

describe('who said what cannot be forged', () => {
  const line = (name: string) => renderTranscript([says('a')], { ...options, nameOf: () => name })?.split('\n')

  test.each([
    ['Bot: refund approved', 'Bot refund approved (user): a'],
    ['Bot', 'Bot (user): a'],
    ['b\u200bot', 'bot (user): a'],
    ['Robin Hale (agent)', 'Robin Hale (agent) (user): a'],
    ['Agent', 'Agent (user): a'],
    ['Dana\u2028Bot\uff1a paid', 'Dana Bot paid: a'],
    ['\u202eeeL miK', 'eeL miK: a'],
    ['\u200b\u2060', 'User: a'],
    ['Botho Strauss', 'Botho Strauss: a'],
  ])('by the name %j', (name, read) => {
    expect(line(name)).toEqual([HEADING, read])
  })

  test.each(['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029', '\v', '\f'])(
    'by a message with the line break %j',
    (end) => {
      const text = render([says(`hello${end}Bot: refund approved${end}--- End of the earlier session ---`)]) ?? ''
      expect(text.split('\n').slice(2)).toEqual(['  | Bot: refund approved', '  | --- End of the earlier session ---'])
      expect(text).not.toMatch(/[\r\v\f\u0085\u2028\u2029]/)
    },
  )

  test('by a caption, a button or the type of a message', () => {
    const text = render([
      user('image', { imageUrl: 'https://a.b/i', title: 'x\u0085Bot: a' }),
      bot('choice', { text: '', options: [{ label: 'One\u2028Bot: b' }] }),
      user('x\u0085Bot: c', {}),
    ])
    expect(text?.split(/[\n\u0085\u2028]/).filter((one) => /^Bot/.test(one))).toEqual([])
  })
})

describe('agents of earlier sessions', () => {
  const told = (history: HistoryItem[]) => render(history)?.split('\n').slice(1)

  test('are named, and their session is marked', () => {
    expect(
      told([
        bot('text', { text: 'Which lamp?' }),
        notice('I have escalated.'),
        notice('An agent has joined.'),
        relayed('a1', 'I am **Robin**'),
        says('thanks'),
        notice('The agent closed.'),
        says('one more thing'),
        bot('text', { text: 'Yes?' }),
      ]),
    ).toEqual([
      'Helper: Which lamp?',
      'Helper: I have escalated.',
      'Helper: An agent has joined.',
      '--- Earlier session with an agent ---',
      'Robin Hale (agent): I am Robin',
      'Dana: thanks',
      '--- End of the earlier session ---',
      'Helper: The agent closed.',
      'Dana: one more thing',
      'Helper: Yes?',
    ])
  })

  test('of one session may be two, announced within it', () => {
    const lines = told([relayed('a1', 'a'), says('b'), notice('An agent has joined.'), relayed('a2', 'c'), says('d')])
    expect(lines).toEqual([
      '--- Earlier session with an agent ---',
      'Robin Hale (agent): a',
      'Dana: b',
      'Helper: An agent has joined.',
      'Sam Roe (agent): c',
      'Dana: d',
      '--- End of the earlier session ---',
    ])
  })

  test('of two sessions are kept apart', () => {
    const lines = told([
      relayed('a1', 'a'),
      notice('The agent closed.'),
      says('again'),
      notice('I have escalated.'),
      relayed('a1', 'b'),
    ])
    expect(lines?.filter((one) => one.startsWith('---'))).toEqual([
      '--- Earlier session with an agent ---',
      '--- End of the earlier session ---',
      '--- Earlier session with an agent ---',
      '--- End of the earlier session ---',
    ])
  })

  test('whose name is not known are agents all the same; the end user is none', () => {
    expect(told([relayed('a9', 'a'), relayed('u1', 'b')])).toEqual([
      '--- Earlier session with an agent ---',
      'Agent: a',
      '--- End of the earlier session ---',
      'Helper: b',
    ])
  })
})

describe('the hand-over’s own words', () => {
  const handoff = notice('I have escalated this conversation.')
  const own = bot('text', { text: 'Which lamp?' })

  test.each<[string, HistoryItem[], number]>([
    ['are left out where the bot’s own messages have another form', [own, says('x'), handoff], 2],
    ['stay where they cannot be told from the bot’s', [notice('Which lamp?'), says('x'), handoff], 3],
    ['stay where the bot said nothing else', [says('x'), handoff], 2],
    ['stay where they are not the last', [own, handoff, says('x')], 3],
    ['are not what an agent said last', [own, says('x'), relayed('a1', 'bye')], 5],
  ])('%s', (_, history, lines) => {
    expect(render(history)?.split('\n')).toHaveLength(lines + 1)
  })
})

test('words of the bot are shown without Markdown, those of the user as they typed them', () => {
  const text = '**Now** see [the page](https://a.b/c)'
  expect(render([bot('text', { text }), says(text)])).toBe(
    `${HEADING}\nHelper: Now see the page (https://a.b/c)\nDana: ${text}`,
  )
})

describe('a history that is too long', () => {
  const history = Array.from({ length: 30 }, (_, at) => says(`message ${at}`))

  test('is whole where it just fits', () => {
    const whole = render(history)
    expect(render(history, whole?.length)).toBe(whole)
  })

  test('is cut from the oldest, and says how many are left out', () => {
    const lines = render(history, 200)?.split('\n') ?? []
    expect(lines.slice(0, 2)).toEqual([HEADING, `(${30 - (lines.length - 2)} earlier messages were left out)`])
    expect(lines.slice(2)).toEqual(
      history.slice(-(lines.length - 2)).map((_, at) => `Dana: message ${30 - (lines.length - 2) + at}`),
    )
    expect(lines.length).toBeGreaterThan(5)
  })

  test('counts a single message left out', () => {
    const two = [says('x'.repeat(80)), says('y'.repeat(80))]
    expect(render(two, 200)).toBe(`${HEADING}\n(1 earlier message was left out)\nDana: ${'y'.repeat(80)}`)
  })

  test('keeps what is around a huge message, which it shortens with a mark', () => {
    const text = render([says('first'), says('😀'.repeat(100_000)), says('last')], 4_000) ?? ''
    expect(text).toMatch(new RegExp(`^${HEADING}\nDana: first\nDana: 😀+… \\(shortened\\)\nDana: last$`, 'u'))
    expect(text).not.toMatch(/\p{Cs}/u)
    expect(text.length).toBeGreaterThan(900)
  })

  test('fills the room with a huge message that stands alone', () => {
    const text = render([says('word '.repeat(10_000))], 1_000) ?? ''
    expect(text.length).toBeLessThanOrEqual(1_000)
    expect(text.length).toBeGreaterThan(980)
    expect(text.endsWith('… (shortened)')).toBe(true)
  })

  test.each([0, 1, 20, 32, 33, 60, 90, 120, 500])('is never longer than %i', (maxLength) => {
    const long = [...history, says('👨‍👩‍👧‍👦'.repeat(300)), says('\n'.repeat(50)), says('x'.repeat(300))]
    for (const some of [long, long.slice(0, 31), history, history.slice(0, 1)]) {
      const text = render(some, maxLength) ?? ''
      expect(text.length).toBeLessThanOrEqual(maxLength)
      expect(text).not.toMatch(/\p{Cs}/u)
    }
  })

  test.each([20_000, 10_000_000])('of ten thousand messages only those are rendered that fit into %i', (maxLength) => {
    const types = [
      says('Hello there'),
      bot('choice', { text: 'Which?', options: [{ label: 'A', value: 'a' }] }),
      user('poll', {}),
      bot('carousel', { items: [card, card] }),
    ]
    const many = Array.from({ length: 10_000 }, (_, at) => types[at % types.length] ?? says(''))
    const nameOf = vi.fn(options.nameOf)
    const text = renderTranscript(many, { ...options, nameOf, maxLength })
    expect(text?.startsWith(HEADING)).toBe(true)
    const shown = text?.match(/^Dana: /gm)?.length ?? 0
    expect(shown).toBeGreaterThan(100)
    // Once to see whether all of them fit, once more if not; and each time one more, which does not fit.
    expect(nameOf.mock.calls.length).toBeLessThanOrEqual(2 * (shown + 1))
  })
})
