import { createRequire } from 'node:module'
import { hostIntegration, type IntegrationHandler } from '../botpress/host-integration'

/**
 * One process of an integration: the bundle named by `INTEGRATION_BUNDLE`, behind a server of its own. Tells its parent
 * where it listens, and ends with it; asked by a message, it tells what it uses, on `collect` after collecting garbage.
 */
const bundle = process.env.INTEGRATION_BUNDLE
if (bundle === undefined) throw new Error('INTEGRATION_BUNDLE does not say which bundle to run')
const { handler }: { handler: IntegrationHandler } = createRequire(bundle)(bundle)

process.on('disconnect', () => process.exit(0))
process.on('message', (message) => {
  if (message === 'collect') for (let round = 0; round < 3; round += 1) globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  process.send?.({ rss, heapUsed, cpuMs: (user + system) / 1_000 })
})
void hostIntegration(handler).then(({ url }) => process.send?.({ url }))
