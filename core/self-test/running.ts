import { LeftAccountError } from '../desk'
import type { Installation } from '../installation'
import { isNotFound } from '../platform/not-found'
import type { Session } from '../session/session'
import { sessionOf } from '../session/sessions'
import { type Run, runOf } from './run'

/** The value of the tag by which there is one self-test at a time. */
export const running = { selfTest: 'running' } as const

/**
 * The self-test of an installation. One in an account that was left is given up.
 *
 * @returns undefined when there is none.
 * @throws what `Desk.assertServed` throws besides.
 */
export async function runningTest(installation: Installation, deadline: number): Promise<Run | undefined> {
  const { client, desk } = installation
  const { conversations } = await client.listConversations({ channel: 'hitl', tags: running })
  const [session] = conversations.flatMap((conversation) => sessionOf(installation, conversation) ?? [])
  if (session === undefined) return undefined
  try {
    await desk.assertServed?.(session, deadline)
    return runOf(session)
  } catch (error) {
    if (!(error instanceof LeftAccountError)) throw error
    await forgetTest(installation, session)
    return undefined
  }
}

/** Takes the conversation of a self-test away. */
export async function forgetTest({ client }: Installation, { conversationId: id }: Session): Promise<void> {
  try {
    await client.deleteConversation({ id })
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}
