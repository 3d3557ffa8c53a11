import { expect } from 'vitest'
import { seen, told } from '../stage/chat'
import { until } from '../stage/until'
import { expectDelivered, textsFromUser } from './looking'
import type { DeskStage } from './seat'
import { calm, escalated, reply } from './talking'

/** Plays a session from its beginning to its end, with words both ways and two agents, and looks at both sides of it. */
export async function wholeSession(stage: DeskStage, email = 'kim@customers.example') {
  const { user, thread } = await escalated(stage, { email })
  stage.desk.assign(thread.id, 'dana')
  await reply(stage, thread.id, { text: 'Good day.' })
  await user.say('Is anybody there?')
  stage.desk.assign(thread.id, 'robin')
  await calm(stage)
  const last = await reply(stage, thread.id, { agent: 'robin', text: 'Yes.' })
  stage.desk.close(thread.id)
  await until(() => user.session?.active === false)
  await calm(stage)
  expect(textsFromUser(stage, thread.id)).toEqual(['Is anybody there?'])
  expect(seen(user)).toEqual([
    told.handoff,
    told.joined,
    'agent: Good day.',
    told.joined,
    'agent: Yes.',
    told.agentClosed,
  ])
  expectDelivered(stage, last)
  expect(user.dropped).toEqual([])
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
  return { user, thread }
}
