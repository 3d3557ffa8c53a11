import { describe, expect, test } from 'vitest'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, latestThread } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { talking } from './talking'

/** Somebody whom Dana has served, and who is handed over again after a word with the bot. */
async function again(stage: DeskStage, { otherProcess = false } = {}) {
  const { user, thread, write } = await talking(stage)
  write('Which lamp is it?')
  await until(() => seen(user).includes('agent: Which lamp is it?'))
  await user.say('The kitchen lamp.')
  stage.desk.close(thread.id)
  await until(() => user.session?.active === false)
  await stage.settled()
  if (otherProcess) await addProcess(stage)
  user.botSays('Anything else?')
  await user.say('A chair, too.')
  stage.startCounting()
  await user.escalate({ title: 'Now the chair', messageHistoryLimit: 1_000 })
  return stage.desk.history(latestThread(stage).id)
}

/** Calls that are made for the history alone. */
const lookingBack = (stage: DeskStage) =>
  stage
    .calls()
    .botpress.filter((call) => /^GET .*\/(conversations|messages|users\/[^/]+)$/.test(call))
    .map((call) => call.replace(/^GET .*\/(conversations|messages|users).*$/, '$1'))

describe.each(seats)('$name', ({ onStage, agents }) => {
  test('an earlier session is one line in the next history: when, with whom, and how it ended', async () => {
    const stage = await onStage()
    const [lines = []] = await again(stage)
    const told = lines.map((line) => line.replace(/^Bot: (?=---)/, ''))
    const line = new RegExp(
      `^--- Earlier session: .*\\d\\d:\\d\\d to .* with ${agents.dana.name}, closed by the agent ---$`,
    )
    expect(
      told.filter((one) => line.test(one)),
      told.join('\n'),
    ).toHaveLength(1)
    expect(told.join('\n')).not.toMatch(/Which lamp is it|The kitchen lamp/)
    expect(told.slice(-2)).toEqual(['Bot: Anything else?', 'Kim Lee: A chair, too.'])
  })

  test('that costs two calls to Botpress at most', async () => {
    const stage = await onStage()
    await again(stage)
    expect(
      lookingBack(stage)
        .filter((call) => call !== 'users')
        .toSorted(),
    ).toEqual(['conversations', 'messages'])
    // Who is handed over has to be known, history or not.
    expect(lookingBack(stage).filter((call) => call === 'users').length).toBeLessThanOrEqual(1)
  })

  test('who was never here before costs none', async () => {
    const stage = await onStage()
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    // As a bot writes that cannot be told from the hitl plugin.
    for (const text of ['Hello.', 'Which lamp?']) user.botSays({ type: 'text', payload: { type: 'text', text } })
    await user.say('The kitchen lamp.')
    stage.startCounting()
    await user.escalate({ title: 'A broken lamp' })
    expect(lookingBack(stage)).toEqual([])
    expect(stage.desk.history(latestThread(stage).id)[0]).toContain('Kim Lee: The kitchen lamp.')
  })

  test.each([{ status: 500 }, { delayMs: 4_000 }])(
    'a session that cannot be looked up (%j) stays unfolded, and delays nothing',
    async (rule) => {
      const stage = await onStage()
      stage.botpress.faults.add({ method: 'GET', path: /\/chat\/conversations$/, ...rule })
      const [lines = []] = await again(stage)
      expect(lines.join('\n')).toContain('The kitchen lamp.')
    },
  )
})
