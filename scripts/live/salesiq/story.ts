import { readTranscript } from '../../../integrations/zoho-salesiq/src/salesiq/messages'
import type { EndUser } from '../../../sim/botpress'
import type { Seen } from '../findings'
import { awaited, soon } from '../waiting'
import type { Agent } from './agent'
import type { AssumptionId } from './assumptions'
import { eventIn, eventsOf, isReply } from './events'
import { probeAfterEnd, probeOperatorCalls } from './probe-calls'
import {
  findAgentText,
  findEcho,
  findHandshake,
  findMarker,
  findRedelivery,
  findSignature,
  findTransfer,
  findVisitors,
} from './probe-events'
import { isOfFile, probeAgentFile } from './probe-file'
import { probeMissed } from './probe-missed'
import { probeOwnChat } from './probe-own-chat'
import type { LiveSettings } from './settings'
import { chatIdOf, type SalesIqTheatre, setUpOf } from './theatre'

type Play = { theatre: SalesIqTheatre; settings: LiveSettings; agent: Agent; seen: Seen<AssumptionId> }

/** SalesIQ delivers again after a minute; what is waited for that besides a person's patience, in ms. */
const redeliveryPatience = 75_000

/** Written by the agent: markup would change these characters. */
const plainText = 'Yes, I can: 1 < 2 & "3".'

/** Plays one escalation against the real portal and looks at what nobody documents on the way. */
export async function play(it: Play): Promise<void> {
  const { theatre, seen } = it
  await theatre.bot.register()
  const { keys } = setUpOf(theatre)
  step(it, 'registering sets up a signed webhook', keys.length > 0, 'SalesIQ shows no key')
  seen.findings.push(findHandshake(theatre))
  const chatId = await converse(it)
  if (chatId === undefined) return
  const own = await probeOwnChat(theatre)
  const missed = await probeMissed(theatre, it.agent.leave, it.settings.patience)
  seen.findings.push(...own.findings, ...missed.findings)
  if (missed.chatId !== undefined) seen.findings.push(findVisitors(theatre, [own.chatId, missed.chatId]))
  seen.findings.push(findSignature(theatre), findMarker(theatre, chatId), findEcho(theatre, chatId))
}

function step(
  { seen }: Play,
  title: string,
  ok: boolean,
  detail: string,
  otherwise: 'failed' | 'skipped' = 'failed',
): boolean {
  seen.steps.push({ title, outcome: ok ? 'passed' : otherwise, detail: ok ? '' : detail })
  return ok
}

/** From the escalation to the end. Returns the chat; undefined when none was opened. */
async function converse(it: Play): Promise<string | undefined> {
  const { theatre, settings, agent, seen } = it
  const user = theatre.bot.plugin.startConversation({ name: 'Live Test', email: settings.visitorEmail })
  await user.say('Hello, this is the live test.')
  await user.escalate({ title: 'Live test', description: 'Somebody tries the integration.' })
  const chatId = chatIdOf(theatre)
  step(it, 'escalating opens a chat', chatId !== undefined, 'no chat was noted')
  if (chatId === undefined) return undefined
  agent.pickUp(chatId)
  const joined = await awaited(settings.patience, () => user.session?.humanAgentName)
  step(it, 'the agent who picks up is announced to the user', joined !== undefined, 'no news of it came', 'skipped')
  await user.say('Can you read this?')
  const arrived = await awaited(20_000, async () =>
    (await readTranscript(theatre.salesiq, chatId, undefined, soon())).find(
      ({ text }) => text === 'Can you read this?',
    ),
  )
  step(it, "the user's message is in the chat", arrived !== undefined, 'the transcript does not have it')
  seen.findings.push(await probeOperatorCalls(theatre, chatId))
  await hear(it, user, chatId)
  await passOn(it, chatId)
  await end(it, user, chatId)
  seen.findings.push(await probeAfterEnd(theatre, chatId))
  return chatId
}

async function hear(it: Play, user: EndUser, chatId: string): Promise<void> {
  const { theatre, settings, agent, seen } = it
  // The first reply is turned away, to see whether it comes again.
  theatre.turnAwayNext((webhook) => {
    const event = eventIn(webhook)
    return event !== undefined && isReply(event) && event.entity_id === chatId
  })
  agent.reply(chatId, plainText)
  await awaited(settings.patience, () => theatre.turnedAway[0])
  await awaited(redeliveryPatience, () => eventsOf(theatre, chatId).find(isReply))
  const told = await awaited(20_000, () => fromAgent(user)[0])
  step(it, "the agent's reply reaches the user", told !== undefined, 'no reply came', 'skipped')
  agent.sendFile(chatId)
  const file = await awaited(settings.patience, () => eventsOf(theatre, chatId).find(isOfFile))
  const shown = await awaited(20_000, () => fromAgent(user).find(({ type }) => type !== 'text'))
  step(it, "the agent's file reaches the user", shown !== undefined, 'no file came', file ? 'failed' : 'skipped')
  seen.findings.push(findRedelivery(theatre), findAgentText(theatre, chatId, plainText))
  seen.findings.push(await probeAgentFile(theatre, chatId))
}

const fromAgent = (user: EndUser) => user.transcript.filter(({ from }) => from === 'agent')

async function passOn({ theatre, settings, agent, seen }: Play, chatId: string): Promise<void> {
  const before = eventsOf(theatre, chatId).length
  agent.transfer(chatId)
  await awaited(settings.patience / 2, () => eventsOf(theatre, chatId)[before])
  seen.findings.push(findTransfer(theatre, chatId, before))
}

async function end(it: Play, user: EndUser, chatId: string): Promise<void> {
  const { settings, agent } = it
  agent.end(chatId)
  const ended = await awaited(settings.patience, () => (user.session?.active === false ? true : undefined))
  step(it, 'ending the chat gives the user back to the bot', ended === true, 'no news of it came', 'skipped')
  if (ended) return
  await user.say('/end')
  step(it, 'the user ends the session', user.session?.active !== true, 'the session goes on')
}
