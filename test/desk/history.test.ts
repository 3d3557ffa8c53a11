import { describe, expect, test } from 'vitest'
import { told } from '../stage/chat'
import { fromUser, notes } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { escalated } from './talking'

const map = (query: string) => `https://www.google.com/maps/search/?api=1&query=${query}`

/** Everything a bot can have said before an escalation, and how the agent reads it. */
const twelve: [type: string, payload: Record<string, unknown>, read: string[]][] = [
  ['text', { text: 'first line\nsecond line' }, ['Bot: first line', '  | second line']],
  ['image', { imageUrl: 'https://cdn.example/a.png', title: 'A' }, ['Bot: [image] A https://cdn.example/a.png']],
  ['audio', { audioUrl: 'https://cdn.example/a.mp3' }, ['Bot: [audio] https://cdn.example/a.mp3']],
  ['video', { videoUrl: 'https://cdn.example/a.mp4' }, ['Bot: [video] https://cdn.example/a.mp4']],
  ['file', { fileUrl: 'https://cdn.example/a.pdf' }, ['Bot: [file] https://cdn.example/a.pdf']],
  [
    'location',
    { latitude: 52.5, longitude: -13.25, title: 'Shop' },
    ['Bot: [location]', '  | Shop', `  | ${map('52.5,-13.25')}`],
  ],
  ['markdown', { markdown: '**bold** words' }, ['Bot: bold words']],
  ['choice', { text: 'Which?', options: [{ label: 'One', value: '1' }] }, ['Bot: Which?', '  | [One]']],
  ['dropdown', { text: 'Which?', options: [{ label: 'Two', value: '2' }] }, ['Bot: Which?', '  | [Two]']],
  [
    'card',
    {
      title: 'Lamp',
      subtitle: 'A bright one',
      actions: [{ action: 'url', label: 'Look', value: 'https://shop.example' }],
    },
    ['Bot: [card] Lamp', '  | A bright one', '  | [Look (https://shop.example)]'],
  ],
  [
    'carousel',
    {
      items: [
        { title: 'Lamp', actions: [] },
        { title: 'Bulb', actions: [] },
      ],
    },
    ['Bot: [card] Lamp', '  | [card] Bulb'],
  ],
  [
    'bloc',
    {
      items: [
        { type: 'text', payload: { text: 'Look:' } },
        { type: 'image', payload: { imageUrl: 'https://cdn.example/b.png' } },
      ],
    },
    ['Bot: Look:', '  | [image] https://cdn.example/b.png'],
  ],
]

/** Escalates after a conversation with the bot. */
async function afterTalk(stage: DeskStage, talk: (user: ReturnType<typeof startOf>) => Promise<void>) {
  const user = startOf(stage)
  await talk(user)
  await user.escalate({ title: 'A broken lamp', messageHistoryLimit: 1_000 })
  return stage.desk.threads().at(-1)?.id ?? ''
}

const startOf = (stage: DeskStage) => stage.bot.plugin.startConversation({ name: 'Kim Lee' })

describe.each(seats)('$name', ({ onStage }) => {
  test('the agent gets what was said before once, in order, with who said what', async () => {
    const stage = await onStage()
    const threadId = await afterTalk(stage, async (user) => {
      await user.say('My lamp is broken.')
      user.botSays('Which one?')
      await user.say('The kitchen lamp.')
    })
    expect(stage.desk.history(threadId)).toEqual([
      ['Kim Lee: My lamp is broken.', 'Bot: Which one?', 'Kim Lee: The kitchen lamp.'],
    ])
    expect(fromUser(stage, threadId)).toHaveLength(1)
  })

  test('all twelve types of messages are rendered', async () => {
    const stage = await onStage()
    const threadId = await afterTalk(stage, async (user) => {
      for (const [type, payload] of twelve) user.botSays({ type, payload })
    })
    const [lines] = stage.desk.history(threadId)
    expect(lines).toEqual(twelve.flatMap(([, , read]) => read))
  })

  test('an unknown type, or a payload of another shape, is named and fails nothing', async () => {
    const stage = await onStage()
    const threadId = await afterTalk(stage, async (user) => {
      user.botSays({ type: 'hologram', payload: { shape: 'cube' } })
      user.botSays({ type: 'image', payload: {} })
      await user.say('What is this?')
    })
    const text = stage.desk.history(threadId)[0]?.join('\n')
    expect(text).toMatch(
      /Bot: \[hologram: cannot be shown here\]\nBot: \[image: could not be read\]\nKim Lee: What is this\?/,
    )
  })

  test('a long history is cut from the oldest, with a line that says so', async () => {
    const stage = await onStage()
    const threadId = await afterTalk(stage, async (user) => {
      for (let number = 1; number <= 300; number += 1) user.botSays(`message ${number} ${'x'.repeat(100)}`)
    })
    const [lines = [], ...others] = stage.desk.history(threadId)
    expect(others).toEqual([])
    const leftOut = Number(/^(?:Bot: )?\((\d+) earlier messages were left out\)$/.exec(lines[0] ?? '')?.[1])
    expect(lines[1]).toMatch(new RegExp(`^Bot: message ${leftOut + 1} x+$`))
    expect(lines.at(-1)).toMatch(/^Bot: message 300 /)
  })

  test('several people are told apart', async () => {
    const stage = await onStage()
    const { userId } = await stage.bot.callAction('createUser', { name: 'Kim Lee' })
    const said = (who: unknown, text: string) => ({
      source: { type: 'user', userId: who },
      type: 'text',
      payload: { text },
    })
    await stage.bot.callAction('startHitl', {
      userId,
      title: 'A broken lamp',
      messageHistory: [said(userId, 'Hello.'), said('user_of_somebody_else', 'Hello from me too.')],
    })
    const [thread] = stage.desk.threads()
    expect(stage.desk.history(thread?.id ?? '')).toEqual([['Kim Lee: Hello.', 'Participant 2: Hello from me too.']])
  })

  test('with nothing said agents are given nothing', async () => {
    const stage = await onStage()
    const user = startOf(stage)
    await user.escalate({ title: 'Help', messageHistoryLimit: 0 })
    const [thread] = stage.desk.threads()
    expect(stage.desk.history(thread?.id ?? '')).toEqual([])
    expect(notes(stage, thread?.id ?? '')).toEqual([])
  })

  test.each([{ status: 500 }, { status: 403 }, { drop: 'before' as const }, { delayMs: 3_000 }])(
    'a history that cannot be handed over (%j) does not fail the escalation, and is logged',
    async (rule) => {
      const stage = await onStage({ history: 'note' })
      stage.desk.break('note', { ...rule })
      const { user } = await escalated(stage)
      expect(user.session?.active).toBe(true)
      expect(stage.logs.map(({ text }) => text).join()).toMatch(/history was not given to the agent/)
    },
  )

  test('the plugin’s own words about the hand-over stay where they cannot be told from the bot’s', async () => {
    const stage = await onStage()
    const threadId = await afterTalk(stage, (user) => user.say('My lamp is broken.'))
    expect(stage.desk.history(threadId)[0]?.at(-1)).toBe(told.handoff.replace('system', 'Bot'))
  })

  test('what the bot wrote as Markdown reads as text, and its buttons take one line', async () => {
    const stage = await onStage()
    const threadId = await afterTalk(stage, async (user) => {
      user.botSays('See **this page**: [track it](https://shop.example/track)')
      const labels = ['Track my order', 'Talk to a person']
      user.botSays({
        type: 'choice',
        payload: { text: 'And _now_?', options: labels.map((label) => ({ label, value: label })) },
      })
      await user.say('**Talk** to a person')
    })
    expect(stage.desk.history(threadId)[0]).toEqual([
      'Bot: See this page: track it (https://shop.example/track)',
      'Bot: And now?',
      '  | [Track my order] [Talk to a person]',
      'Kim Lee: **Talk** to a person',
    ])
  })
})
