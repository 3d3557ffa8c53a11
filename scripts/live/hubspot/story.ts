import type { EndUser } from '../../../sim/botpress'
import { getThread, messagesAmong, newestEntries } from '../../../src/hubspot/conversations'
import type { Seen } from '../findings'
import { awaited, soon } from '../waiting'
import type { Agent } from './agent'
import type { AssumptionId } from './assumptions'
import { probeNote, unseenModel } from './probe-log'
import { probeAfterClose, probeContact, probeIdempotency, threadOf } from './probe-publishing'
import { findRedelivery, findSignedPath, probeFailed, probeFileUrl, repliesIn, replyIn } from './probe-replies'
import type { LiveSettings } from './settings'
import { type HubSpotTheatre, webhookUrlFor } from './theatre'

/** Plays one escalation against the real account and looks at what nobody documents on the way. */
export async function play(
  theatre: HubSpotTheatre,
  settings: LiveSettings,
  agent: Agent,
  seen: Seen<AssumptionId>,
): Promise<void> {
  const { bot, hubspot } = theatre
  const step = (title: string, ok: boolean, detail = '', otherwise: 'failed' | 'skipped' = 'failed') => {
    seen.steps.push({ title, outcome: ok ? 'passed' : otherwise, detail: ok ? '' : detail })
    return ok
  }
  await bot.register()
  step('registering sets up a channel', true)

  const user = bot.plugin.startConversation({ name: 'Live Test', email: settings.contactEmail })
  await user.say('Hello, this is the live test.')
  await user.escalate({ title: 'Live test', description: 'Somebody tries the integration.' })
  const thread = threadOf(theatre)
  if (!step('escalating opens a thread', thread !== undefined, 'no thread was noted') || thread === undefined) return
  seen.findings.push(await probeContact(theatre, thread), await probeNote(theatre), unseenModel)

  await user.say('Can you read this?')
  const arrived = await awaited(20_000, async () =>
    messagesAmong(await newestEntries(hubspot, thread.id, soon())).find(({ text }) => text === 'Can you read this?'),
  )
  step("the user's message is in the thread", arrived !== undefined)
  seen.findings.push(await probeIdempotency(theatre, thread))

  // The first webhook about a reply is turned away, to see whether it comes again.
  theatre.turnAwayNext((webhook) => replyIn(webhook) !== undefined)
  agent.reply(thread.id, 'Yes, I can.')
  const first = await awaited(settings.patience, () => repliesIn(theatre)[0])
  seen.findings.push(findRedelivery(theatre))
  agent.sendFile(thread.id)
  const file = await awaited(settings.patience, () => repliesIn(theatre).find(({ attachments }) => attachments?.length))
  const told = await awaited(20_000, () => fromAgent(user)[0])
  step("the agent's reply reaches the user", told !== undefined, 'no reply came', 'skipped')
  const shown = await awaited(20_000, () => fromAgent(user).find(({ type }) => type !== 'text'))
  step("the agent's file reaches the user", shown !== undefined, 'no file came', file ? 'failed' : 'skipped')
  seen.findings.push(
    findSignedPath(theatre, settings),
    await probeFailed(theatre, thread, first ?? file),
    await probeFileUrl(theatre),
  )

  await end(theatre, settings, agent, user, thread.id, step)
  seen.findings.push(await probeAfterClose(theatre, thread))
}

const fromAgent = (user: EndUser) => user.transcript.filter(({ from }) => from === 'agent')

async function end(
  { hubspot }: HubSpotTheatre,
  settings: LiveSettings,
  agent: Agent,
  user: EndUser,
  threadId: string,
  step: (title: string, ok: boolean, detail?: string, otherwise?: 'failed' | 'skipped') => boolean,
): Promise<void> {
  agent.close(threadId)
  const ended = await awaited(settings.patience, () => (user.session?.active === false ? true : undefined))
  step(
    'closing in HubSpot gives the user back to the bot',
    ended === true,
    `no news of it came; it does only while the app's webhook target is ${webhookUrlFor(settings)}`,
    'skipped',
  )
  if (ended) return
  await user.say('/end')
  const { status } = await getThread(hubspot, threadId, soon())
  step('the user ends the session, and the thread is closed', status === 'CLOSED', `the thread is ${status}`)
}
