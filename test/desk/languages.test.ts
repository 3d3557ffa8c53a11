import { describe, expect, test } from 'vitest'
import { everyLanguage, languages } from '../../core/texts/languages'
import { botpressPath } from '../stage/botpress'
import { until } from '../stage/until'
import { expectUndelivered, fromUser, notes } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, reply, talking } from './talking'

/** The bot's owner saves other words. */
async function save(stage: DeskStage, more: Record<string, unknown>): Promise<void> {
  stage.bot.configuration = { ...stage.bot.configuration, ...more }
  await stage.bot.register()
}

const { Spanish } = languages

/** Everything that agents read in a thread, as one text. */
const read = (stage: DeskStage, threadId: string): string =>
  [
    ...fromUser(stage, threadId).flatMap(({ text, name = '' }) => [name, text]),
    ...notes(stage, threadId).map(({ text }) => text),
    ...stage.desk.history(threadId).flat(),
  ].join('\n')

/** Notes that say the same in whatever language. */
const saying = (stage: DeskStage, threadId: string, name: 'sessionOver' | 'replyNever'): number =>
  notes(stage, threadId).filter(({ text }) => everyLanguage.some((texts) => texts[name] === text)).length

/** A picture that nobody can fetch, and a place. */
const unfetchable = { type: 'image', payload: { imageUrl: `data:image/png;base64,${'%'.repeat(30)}` } } as const
const place = {
  type: 'bloc',
  payload: { items: [{ type: 'location', payload: { latitude: 40.4, longitude: -3.7 } }] },
} as const

describe.each(seats)('$name', ({ lacks, onStage }) => {
  test('a session in Spanish reads Spanish from its opening to its end', async () => {
    const stage = await onStage()
    await save(stage, { language: 'Spanish' })
    const user = stage.bot.plugin.startConversation({ name: '' })
    await user.say('Mi lámpara no funciona.')
    user.botSays('¿Cuál?')
    user.botSays({ type: 'image', payload: { imageUrl: 'https://cdn.example/a.png' } })
    await user.escalate({ title: ' ', description: ' ' })
    const threadId = stage.desk.threads()[0]?.id ?? ''
    await reply(stage, threadId, { text: 'Buenos días.' })
    await user.say(place)
    await user.say(unfetchable)
    stage.desk.close(threadId)
    await until(() => user.session?.active === false)
    await calm(stage)
    const late = lacks.has('mark') ? undefined : await reply(stage, threadId, { text: 'Una cosa más.' })
    if (!lacks.has('reopen')) stage.desk.reopen(threadId)
    await calm(stage)
    const all = read(stage, threadId)
    for (const words of [
      'pide hablar con una persona.',
      'Visitante ',
      'Bot: ¿Cuál?',
      '[imagen] https://cdn.example/a.png',
    ]) {
      expect(all).toContain(words)
    }
    expect(all).toContain('Ubicación: 40.4° N, 3.7° O')
    expect(all).toContain('[imagen] (no se pudo transmitir)')
    if (!lacks.has('reopen')) expect(all).toContain(Spanish.sessionOver)
    if (late !== undefined) expectUndelivered(stage, late, /^No entregado: la conversación ya había terminado/)
    expect(all).not.toMatch(/asks to talk|Visitor|image\]|Location|handover|passed on|Not delivered|is over/)
  })

  test('a single text of the bot’s owner takes the place of ours, and the others stay', async () => {
    const stage = await onStage()
    await save(stage, { texts: '{"opening": "{name} <b>needs</b> [help](x).", "bot": "Luna"}' })
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    await user.say('My lamp is broken.')
    user.botSays('Which one?')
    await user.escalate({ title: ' ', description: ' ' })
    const threadId = stage.desk.threads()[0]?.id ?? ''
    expect(fromUser(stage, threadId)[0]?.text).toBe('[Luna] Kim Lee <b>needs</b> [help](x).')
    expect(read(stage, threadId)).toContain('Luna: Which one?')
  })

  test.each([
    ['{"openning": "x"}', /"Texts".*openning.*There are: opening, /],
    ['{"opening": "x"}', /"Texts".*"opening" has to hold \{name\}/],
    ['opening', /"Texts" is no JSON object/],
  ])('texts that cannot be are refused when they are saved, by name: %s', async (texts, told) => {
    const stage = await onStage({ registered: false })
    await expect(save(stage, { texts })).rejects.toThrow(told)
  })

  test('an agent who was told in one language that replies do not arrive is not told again in another', async () => {
    const stage = await onStage()
    const { thread } = await talking(stage)
    stage.botpress.faults.add({
      ...{ method: 'POST', path: botpressPath.createMessage, status: 400 },
      body: { id: 'err_1', code: 400, type: 'InvalidPayload', message: 'no' },
    })
    await reply(stage, thread.id, { text: 'One.' })
    stage.bot.configuration = { ...stage.bot.configuration, language: 'German' }
    const second = await reply(stage, thread.id, { text: 'Two.' })
    if (lacks.has('mark')) expect(saying(stage, thread.id, 'replyNever')).toBe(1)
    else expectUndelivered(stage, second, /^Nicht zugestellt: Der Chat konnte/)
  })

  test.skipIf(lacks.has('reopen') || lacks.has('noteList'))(
    'a note whose answer was lost is not written again, although another language was chosen meanwhile',
    async () => {
      const stage = await onStage({ redeliveryDelaysMs: [2_000] })
      const { thread, ended } = await talking(stage)
      stage.desk.close(thread.id)
      await ended()
      stage.desk.break('note', { drop: 'after', times: 1 })
      stage.desk.reopen(thread.id)
      await until(() => saying(stage, thread.id, 'sessionOver') === 1)
      stage.bot.configuration = { ...stage.bot.configuration, language: 'French' }
      await calm(stage)
      expect(saying(stage, thread.id, 'sessionOver')).toBe(1)
    },
  )
})
