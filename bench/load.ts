import * as http from 'node:http'
import { post } from '../sim/botpress/post'

/** A request of Botpress to the integration. */
export type Dispatch = { headers: Record<string, string>; body: string }

export const inFlight = 64

/**
 * Sends requests straight to one process of an integration, 64 at a time, each as soon as there is room for it.
 *
 * @returns how many were answered per second.
 * @throws when one of them fails.
 */
export async function drive(url: string, count: number, next: () => Dispatch): Promise<number> {
  const agent = new http.Agent({ keepAlive: true })
  let left = count
  const lane = async () => {
    while (left > 0) {
      left -= 1
      const { headers, body } = next()
      const answer = await post(agent, url, headers, body)
      if (answer.status !== 200) throw new Error(`The integration answered ${answer.status}: ${answer.body}`)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: inFlight }, lane))
  const seconds = (performance.now() - start) / 1_000
  agent.destroy()
  return count / seconds
}
