import { createHash } from 'node:crypto'
import type { HandlerProps } from '../botpress'

/**
 * Names an installation with its configuration: one process serves many installations, and nothing that was learnt under
 * one configuration holds under the next.
 */
export function installationKey({ webhookId, configuration }: HandlerProps['ctx']): string {
  const hash = createHash('sha256').update(JSON.stringify(configuration)).digest('hex').slice(0, 16)
  return `${webhookId}:${hash}`
}
