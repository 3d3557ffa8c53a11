import { onTestFinished, vi } from 'vitest'
import { hostIntegration } from '../../sim/botpress'
import type { SimServer } from '../../sim/http/server'

/**
 * The integration in one more process of Botpress Cloud: its code loaded anew, with empty caches, behind a server of its
 * own. Which process is called is up to `bot.integrationUrls`.
 */
export async function anotherProcess(): Promise<SimServer> {
  vi.resetModules()
  const { default: integration } = await import('../../src/index')
  const host = await hostIntegration(integration.handler)
  onTestFinished(() => host.close())
  return host
}
