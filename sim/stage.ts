import {
  type BotpressSim,
  type BotpressSimOptions,
  hostIntegration,
  type IntegrationHandler,
  startBotpressSim,
} from './botpress'
import type { Front } from './http/front'

/**
 * What every desk's stage stands on: Botpress' stand-in, and an integration between it and the desk's. Each desk has a
 * stage of its own beside this file, with a small world in it and the integration installed in a bot.
 */

/** Where an integration finds what it talks to, by the same environment variables as in production. */
export type Environment = Readonly<Record<string, string>>

/** Where the integration answers. */
export type Host = { url: string; close(): Promise<void> }

export type BareStageOptions = {
  /** The integration: to be run in this process, or what runs it elsewhere. */
  handler: IntegrationHandler | { start(environment: Environment): Promise<Host> }
  /** All stand-ins answer on this one port in place of ports of their own. */
  front?: Front
  botpress?: BotpressSimOptions
}

/** A help desk's stand-in, as far as the stage has to know it. */
export type DeskSim = { environment: Environment; close(): Promise<void> }

export type BareStage = { botpress: BotpressSim; host: Host; close(): Promise<void> }

/** Starts Botpress' stand-in beside the desk's, and the integration between them; nothing is installed yet. */
export async function setBareStage(
  { handler, front, botpress: more }: BareStageOptions,
  desk: DeskSim,
): Promise<BareStage> {
  const botpress = await startBotpressSim({ ...(front === undefined ? {} : { front }), ...more })
  const host = await startIntegration(handler, { ...desk.environment, ...botpressEnvironment(botpress) })
  return {
    botpress,
    host,
    close: async () => {
      await Promise.all([desk.close(), botpress.close(), host.close()])
    },
  }
}

/** Runs an integration, one more beside another for instance. In this process, all share one environment. */
export function startIntegration(handler: BareStageOptions['handler'], environment: Environment): Promise<Host> {
  if (typeof handler !== 'function') return handler.start(environment)
  Object.assign(process.env, environment)
  return hostIntegration(handler)
}

/** Where an integration finds this Botpress. */
export function botpressEnvironment({ url, webhookUrl, token }: BotpressSim): Environment {
  return { BP_API_URL: url, BP_WEBHOOK_URL: webhookUrl, BP_TOKEN: token }
}
