import { createRequire } from 'node:module'
import { hostIntegration, type IntegrationHandler } from '../../sim/botpress/host-integration'

/**
 * One process of the integration: the built bundle, named by `CHAOS_BUNDLE`, behind a server of its own. Tells its parent
 * where it listens, and ends with it.
 */
const bundle = process.env.CHAOS_BUNDLE
if (bundle === undefined) throw new Error('CHAOS_BUNDLE does not say which bundle to run')
const { handler }: { handler: IntegrationHandler } = createRequire(bundle)(bundle)
process.on('disconnect', () => process.exit(0))
void hostIntegration(handler).then(({ url }) => process.send?.({ url }))
