import { Client as PlainClient } from '@botpress/client'
import type { Client } from '../botpress'

/**
 * A client of Botpress that sends each request once. The SDK's repeats for seconds what got no answer: an event would be
 * there twice, and a write could take effect when its lock is over and undo what another process wrote since.
 */
export function unrepeated({ config: { apiUrl, timeout, headers } }: Client): PlainClient {
  return new PlainClient({ apiUrl, timeout, headers: { ...headers } })
}
