import type { Command } from '../../protocol'
import { api } from '../desk'
import { answers, saySilent } from './answering'
import { notify } from './notices'

/** ms; the server answers at once, since what comes of a command shows in the panes. */
const usualPatience = 4_000

/** Asks the server to do something; whether it did. Why not is shown as a notice. */
export const send = async (command: Command): Promise<boolean> => (await post('/commands', command)) !== undefined

/**
 * Posts JSON to the server, to a path in the world that is shown; undefined when that was refused, or the server did not answer. Why is shown as a notice.
 *
 * @param patience ms after which a notice says that there is no answer yet.
 */
export async function post(path: string, body: unknown, patience = usualPatience): Promise<Response | undefined> {
  // It goes on waiting: to give up and say it again might say it twice.
  const silence = setTimeout(() => saySilent(noAnswerYet), patience)
  try {
    const response = await fetch(api(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    answers()
    if (response.ok) return response
    notify(reason(await response.text(), response.status))
  } catch {
    saySilent('The playground does not answer. Is “npm run playground” still running in the terminal?')
  } finally {
    clearTimeout(silence)
  }
  return undefined
}

const noAnswerYet =
  'No answer from the playground yet. A browser that shows it in six windows at once has no connection left for more: close one.'

function reason(body: string, status: number): string {
  const fallback = `The playground refused this (${status}).`
  try {
    const answer: unknown = JSON.parse(body)
    const hasMessage = typeof answer === 'object' && answer !== null && 'message' in answer
    return hasMessage && typeof answer.message === 'string' ? answer.message : fallback
  } catch {
    return fallback
  }
}
