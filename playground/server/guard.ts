import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from './refusal'

const ownNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Lets only this machine's own page in: a name that somebody pointed at this machine would make a stranger's page one of
 * the same origin, and another origin's page must not command or read anything.
 *
 * @throws {Refusal}
 */
export function assertOwnPage({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): void {
  if (host === undefined || !URL.canParse(`http://${host}`) || !ownNames.has(new URL(`http://${host}`).hostname)) {
    throw new Refusal(403, 'The playground only answers under the name of this machine.')
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Refusal(403, 'The playground takes nothing from other pages.')
  }
  if (site === 'cross-site') throw new Refusal(403, 'The playground shows nothing to other pages.')
}
