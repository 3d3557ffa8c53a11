import { onTestFinished, vi } from 'vitest'
import { hostIntegration, type IntegrationHandler } from '../../sim/botpress'
import type { SimServer } from '../../sim/http/server'

/**
 * An integration in one more process of Botpress Cloud: its code loaded anew, with empty caches, behind a server of its
 * own. Which process is called is up to `bot.integrationUrls`.
 *
 * @param load imports the integration.
 */
export async function hostAnew(
  { settled }: { settled(): Promise<void> },
  load: () => Promise<IntegrationHandler>,
): Promise<SimServer> {
  vi.resetModules()
  const host = await hostIntegration(await load())
  onTestFinished(async () => {
    // What is still on its way to this process would be repeated for seconds if nobody answered.
    await settled()
    await host.close()
  })
  return host
}
