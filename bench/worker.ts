import { createRequire } from 'node:module'
import { hostIntegration, type IntegrationHandler } from '../sim/botpress/host-integration'

/**
 * One process of an integration: the bundle named by `BENCH_BUNDLE`, behind a server of its own, so that processor time and
 * memory are its own. Tells its parent where it listens; asked by a message, it collects garbage and tells what it uses.
 */
const bundle = process.env.BENCH_BUNDLE
if (bundle === undefined) throw new Error('BENCH_BUNDLE does not say which bundle to run')
const { handler }: { handler: IntegrationHandler } = createRequire(bundle)(bundle)

process.on('disconnect', () => process.exit(0))
process.on('message', (message) => {
  if (message === 'collect') for (let round = 0; round < 3; round += 1) globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  process.send?.({ rss, heapUsed, cpuMs: (user + system) / 1_000 })
})
void hostIntegration(handler).then(({ url }) => process.send?.({ url }))
