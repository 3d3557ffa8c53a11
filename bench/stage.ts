import { type BotpressSim, type Conversation, type EndUser, type Installation, startBotpressSim } from '../sim/botpress'
import { botpressEnvironment, type Environment, type Host } from '../sim/stage'
import type { Desk } from './desk'
import { type Process, startProcess } from './processes'

/** A bot whose integration is installed, and the desk that it talks to. */
export type Installed = { bot: Installation; desk: Desk }

/** The stand-ins with one bot, whose integration runs in a process of its own. */
export type Stage = Installed & {
  botpress: BotpressSim
  /** What a process of an integration needs to find the stand-ins. */
  environment: Record<string, string>
  /** The process that serves the bot. */
  process(): Process
  /** Puts a fresh process in the place of the one that serves the bot. */
  restart(): Promise<void>
  /** Adds this many ms to every call that the integration makes, in place of what was added before. */
  addLatency(ms: number): void
  settled(): Promise<void>
  close(): Promise<void>
}

/** A session, with its conversation in Botpress as it was when it began, and its thread at the desk. */
export type Talk = { user: EndUser; conversation: Conversation; threadId: string }

/** For this many ms, replies are scheduled, because the hitl plugin may not listen yet: see `core/session/plugin-time.ts`. */
export const settling = 8_000

/**
 * Each desk sets a stage of its own with this; it has its stand-in running by then.
 *
 * @param bundle the file to run.
 * @param place where the integration finds the desk's stand-in.
 * @param install installs the integration in a bot.
 */
export async function setStage<I extends Installed>(
  bundle: string,
  place: Environment,
  install: (on: { botpress: BotpressSim; host: Host }) => I,
): Promise<Stage & I> {
  // Finer than a millisecond, so that what the dispatches take can be told.
  const now = () => performance.timeOrigin + performance.now()
  const botpress = await startBotpressSim({ now })
  const environment = { ...place, ...botpressEnvironment(botpress) }
  let current = await startProcess(bundle, environment)
  const installed = install({ botpress, host: { url: current.url, close: async () => {} } })
  const { bot, desk } = installed
  const settled = async () => {
    await desk.settled()
    await botpress.settled()
  }
  await bot.register()
  await settled()
  return {
    ...installed,
    botpress,
    environment,
    process: () => current,
    restart: async () => {
      await current.close()
      current = await startProcess(bundle, environment)
      bot.integrationUrls = [current.url]
    },
    addLatency: (ms) => {
      for (const { faults } of [desk, botpress]) {
        faults.clear()
        if (ms > 0) faults.add({ path: /./, delayMs: ms })
      }
    },
    settled,
    close: async () => {
      await desk.shut()
      await botpress.close()
      await current.close()
    },
  }
}

/** Has an end user of the bot handed over to the desk. */
export async function escalate({ botpress, bot, desk }: Stage, email?: string): Promise<Talk> {
  const user = bot.plugin.startConversation({ name: 'Kim Lee', ...(email === undefined ? {} : { email }) })
  await user.say('Hello there.')
  await user.escalate({ title: 'A broken lamp' })
  const id = user.session?.downstreamConversationId
  const conversation = botpress.conversations(bot).find((candidate) => candidate.id === id)
  const { threadId } = conversation?.tags ?? {}
  if (conversation === undefined || threadId === undefined)
    throw new Error(`The escalation opened no thread at ${desk.name}`)
  return { user, conversation, threadId }
}
