import { Client as BotpressClient } from '@botpress/client'
import { IntegrationLogger, IntegrationSpecificClient } from '@botpress/sdk'
import { onTestFinished, vi } from 'vitest'
import type { Client } from '../../core/botpress'
import definition from '../../integration.definition'
import { type BotpressSim, startBotpressSim } from '../../sim/botpress'
import type { Configuration, Context, HandlerProps } from '../../src/bp'

export const configuration: Configuration = {
  appId: '40001',
  developerApiKey: 'key of the developer',
  clientId: 'client-1',
  clientSecret: 'secret of the app',
  refreshToken: 'na1-configured',
  inboxId: '1001',
}

export type Rig = Pick<HandlerProps, 'ctx' | 'logger'> & {
  /** As the code works with it. */
  client: Client
  /** What a handler is given. */
  props: HandlerProps
  botpress: BotpressSim
  /** What was logged, one text per line. */
  logged: string[]
  /** Another configuration for the same installation. */
  with(changes: Partial<Configuration>): Rig
}

/** Botpress' API over HTTP with the integration installed, and what a handler is given. Ends with the test. */
export async function onBotpress(): Promise<Rig> {
  const botpress = await startBotpressSim({ schedule: 'manual' })
  // Nothing is sent to the integration here, so nobody needs to listen.
  const installed = botpress.install({ definition, integrationUrl: 'http://127.0.0.1:9', configuration })
  const { botId, integrationId, alias, webhookId } = installed
  const client = new BotpressClient({
    apiUrl: botpress.url,
    token: botpress.token,
    botId,
    integrationId,
    integrationAlias: alias,
    // A fault played to a test is met once.
    retry: { retries: 0 },
  })
  const ctx: Context = {
    botId,
    botUserId: botId,
    integrationId,
    integrationAlias: alias,
    webhookId,
    operation: 'webhook_received',
    configurationType: null,
    configuration,
  }
  const logged: string[] = []
  const spies = (['info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...parts) => {
      logged.push(parts.map(String).join(' '))
    }),
  )
  onTestFinished(async () => {
    for (const spy of spies) spy.mockRestore()
    await botpress.close()
  })
  const logger = new IntegrationLogger()
  const rigWith = (changes: Partial<Configuration>): Rig => {
    const props: HandlerProps = {
      ctx: { ...ctx, configuration: { ...configuration, ...changes } },
      client: new IntegrationSpecificClient(client),
      logger,
    }
    return { ...props, client, props, botpress, logged, with: rigWith }
  }
  return rigWith({})
}
