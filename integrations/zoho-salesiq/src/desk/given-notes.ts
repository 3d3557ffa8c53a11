import { createHash } from 'node:crypto'
import { isApiError } from '@botpress/sdk'
import QuickLRU from 'quick-lru'
import { reasonOf } from '../../../../core/platform/reason'
import type { Session } from '../../../../core/session/session'
import type { Installation } from '../installation/installation'

/**
 * SalesIQ does not show the notes of a chat. Which were written, and so need not be written again, stands in the session's
 * conversation, for all processes.
 */

/** What this process wrote, by conversation. */
const written = new QuickLRU<string, readonly string[]>({ maxSize: 2_000 })

/** So many are remembered of a session. */
const most = 12

/** Notes are told apart by how they begin. */
const fingerprint = (text: string) => createHash('sha256').update(text.slice(0, 60)).digest('base64url').slice(0, 8)

const nameOf = ({ key }: { key: string }, { conversationId }: Session) => `${key}:${conversationId}`

/** Remembers a note that was written. Never throws: at worst it is written again. */
export async function rememberNote(installation: Installation, session: Session, text: string): Promise<void> {
  const { client, logger } = installation
  const { conversationId: id } = session
  const mark = fingerprint(text)
  written.set(nameOf(installation, session), [...(written.get(nameOf(installation, session)) ?? []), mark].slice(-most))
  try {
    const { conversation } = await client.getConversation({ id })
    const notes = [...marksIn(conversation.tags), mark].slice(-most).join(' ')
    await client.updateConversation({ id, tags: { notes } })
  } catch (error) {
    logger.warn('That agents were given a note could not be noted. %s', reasonOf(error))
  }
}

/** Whether a note that begins in one of these ways was written, by whatever process. */
export async function wasNoted(
  installation: Installation,
  session: Session,
  beginnings: readonly string[],
): Promise<boolean> {
  const marks = new Set(beginnings.map(fingerprint))
  if (written.get(nameOf(installation, session))?.some((mark) => marks.has(mark))) return true
  try {
    const { conversation } = await installation.client.getConversation({ id: session.conversationId })
    return marksIn(conversation.tags).some((mark) => marks.has(mark))
  } catch (error) {
    // A note twice does less harm than none.
    if (isApiError(error)) return false
    throw error
  }
}

const marksIn = ({ notes }: Record<string, string | undefined>) =>
  (notes ?? '').split(' ').filter((mark) => mark !== '')
