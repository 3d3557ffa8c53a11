import { onTestFinished, vi } from 'vitest'
import { hostIntegration } from '../../sim/botpress'
import type { SimServer } from '../../sim/http/server'
import type { TestStage } from './on-stage'

/**
 * The integration in one more process of Botpress Cloud: its code loaded anew, with empty caches, behind a server of its
 * own. Which process is called is up to `bot.integrationUrls`.
 */
export async function anotherProcess(stage: Pick<TestStage, 'settled'>): Promise<SimServer> {
  vi.resetModules()
  const { default: integration } = await import('../../src/index')
  const host = await hostIntegration(integration.handler)
  onTestFinished(async () => {
    // What is still on its way to this process would be repeated for seconds if nobody answered.
    await stage.settled()
    await host.close()
  })
  return host
}
