import { describe, expect, test } from 'vitest'
import { botpressPath } from '../stage/botpress'
import { notedSession } from '../stage/tags'
import { until } from '../stage/until'
import { addProcess } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'
import { calm, escalated, talking } from './talking'

const picture = { name: 'lamp.png', content: Buffer.from('a lamp'), contentType: 'image/png' }

/** What the end user saw of agents, as types and texts. */
const shown = (user: { transcript: readonly { from: string; type: string; payload: Record<string, unknown> }[] }) =>
  user.transcript
    .filter(({ from }) => from === 'agent')
    .map(({ type, payload }) => (type === 'text' ? payload.text : type))

/** What is asked first of the desk about an agent's file. */
const partOfFile = ({ desk }: DeskStage) => (desk.lacks.has('fileLinks') ? 'content' : 'locate')

function pictureThenWords(stage: DeskStage, threadId: string) {
  stage.desk.break(partOfFile(stage), { delayMs: 150, times: 1 })
  stage.desk.reply({ threadId, agent: 'dana', text: '', files: [picture] })
  stage.desk.reply({ threadId, agent: 'dana', text: 'Please print the picture above.' })
}

describe.each(seats)('$name', ({ onStage }) => {
  test('words that follow a picture come after it, however long the picture takes', async () => {
    const stage = await onStage()
    const { user, thread } = await talking(stage)
    pictureThenWords(stage, thread.id)
    await until(() => shown(user).length === 3)
    expect(shown(user)).toEqual(['Hello.', 'image', 'Please print the picture above.'])
  })

  test('also when another process gets the words', async () => {
    const stage = await onStage()
    const { user, thread } = await talking(stage)
    const there = await addProcess(stage)
    const [here = ''] = stage.bot.integrationUrls
    stage.desk.break(partOfFile(stage), { delayMs: 250, times: 1 })
    stage.bot.integrationUrls = [here]
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: '', files: [picture] })
    await until(() => notedSession(stage).isReplying)
    stage.bot.integrationUrls = [there]
    stage.desk.reply({ threadId: thread.id, agent: 'dana', text: 'Please print the picture above.' })
    await until(() => shown(user).length === 3)
    expect(shown(user)).toEqual(['Hello.', 'image', 'Please print the picture above.'])
  })

  test('and when it takes a second try to reach Botpress', async () => {
    const stage = await onStage()
    const { user, thread } = await talking(stage)
    stage.botpress.faults.add({ method: 'POST', path: botpressPath.createMessage, status: 500, times: 1 })
    for (const text of ['One.', 'Two.', 'Three.']) stage.desk.reply({ threadId: thread.id, agent: 'dana', text })
    await until(() => shown(user).length === 4)
    expect(shown(user)).toEqual(['Hello.', 'One.', 'Two.', 'Three.'])
  })

  test('many replies in two processes, some with files, keep their order', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    await calm(stage)
    await addProcess(stage)
    for (const text of ['One.', 'Two.']) {
      stage.desk.reply({ threadId: thread.id, agent: 'dana', text, files: [picture] })
      await stage.settled()
      stage.desk.reply({ threadId: thread.id, agent: 'dana', text: `After ${text}` })
      await stage.settled()
    }
    await until(() => shown(user).length === 6)
    expect(shown(user)).toEqual(['One.', 'image', 'After One.', 'Two.', 'image', 'After Two.'])
  })
})
