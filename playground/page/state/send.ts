import type { Command } from '../../protocol'
import { notify } from './notices'

/** Asks the server to do something; whether it did. Why not is shown as a notice. */
export async function send(command: Command): Promise<boolean> {
  try {
    const response = await fetch('/api/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    })
    if (response.ok) return true
    notify(reason(await response.text(), response.status))
  } catch {
    notify('The playground does not answer. Is “npm run playground” still running in the terminal?')
  }
  return false
}

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
