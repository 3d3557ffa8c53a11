import { describe, expect, test } from 'vitest'
import { everyLanguage, languages } from '../../core/texts/languages'
import { until } from '../stage/until'
import { addProcess, expectUndelivered, fromUser, notes } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, escalated, reply, talking } from './talking'

/** The bot's owner saves other words. */
async function save(stage: DeskStage, more: Record<string, unknown>): Promise<void> {
  stage.bot.configuration = { ...stage.bot.configuration, ...more }
  await stage.bot.register()
}

const { Spanish } = languages

/** Everything that is read on both sides, as one text. */
const readIn = (stage: DeskStage, threadId: string, seen: readonly string[]): string =>
  [
    ...fromUser(stage, threadId).map(({ text }) => text),
    ...notes(stage, threadId).map(({ text }) => text),
    ...stage.desk.history(threadId).flat(),
    ...seen,
  ].join('\n')

describe.each(seats)('$name', ({ name, lacks, onStage }) => {
  test('a session in Spanish reads Spanish from its opening to its end, to agents and to the end user', async () => {
    const stage = await onStage()
    await save(stage, { language: 'Spanish' })
    const user = stage.bot.plugin.startConversation({})
    await user.say('Mi lámpara')
    user.botSays('¿Cuál?')
    user.botSays({ type: 'image', payload: { imageUrl: 'https://cdn.example/a.png' } })
    await user.escalate({ title: '', description: '' })
    const [thread] = stage.desk.threads()
    const threadId = thread?.id ?? ''
    stage.desk.assign(threadId, 'dana')
    await reply(stage, threadId, { text: 'Buenos días.' })
    await until(() => user.session?.active === true)
    await user.send({ type: 'bloc', payload: { items: [{ type: 'location', payload: { latitude: 40.4, longitude: -3.7 } }] } })
    await user.send({ type: 'image', payload: { imageUrl: 'https://nowhere.invalid/a.png' } })
    await calm(stage)
    stage.desk.close(threadId)
    await until(() => user.session?.active === false)
    await calm(stage)
    const late = await reply(stage, threadId, { text: 'Una cosa más.' })
    const read = readIn(stage, threadId, [])
    expect(read).toContain('pide hablar con una persona.')
    expect(read).toContain('Visitante ')
    expect(read).toContain('Bot: ¿Cuál?')
    expect(read).toContain('[imagen] https://cdn.example/a.png')
    expect(read).toContain('Ubicación: 40.4° N, 3.7° O')
    expect(read).toContain('[imagen] https://nowhere.invalid/a.png')
    if (!lacks.has('mark')) expectUndelivered(stage, late, new RegExp(Spanish.replyEnded))
    expect(read).not.toMatch(/asks to talk|Visitor|\[image|Location:|handover|Not delivered|over for the customer/)
  })
})
