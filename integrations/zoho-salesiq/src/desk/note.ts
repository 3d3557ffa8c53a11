import { DeskError } from '../../../../core/desk'
import { botMark } from '../../../../core/messages/first-message'
import { halve } from '../../../../core/messages/split-text'
import type { Session } from '../../../../core/session/session'
import { type Installation, servingPortal } from '../installation/installation'
import { addNote } from '../salesiq/chats'
import { sendText } from '../salesiq/messages'
import { rememberNote } from './given-notes'
import { isShut, mayCall, operatorCall } from './operator-call'
import { mayBeTooLong } from './too-long'

/**
 * Writes a note that only agents see. Where the token may not, it goes as a message that says whose words it is.
 *
 * @throws {SalesIqError}
 */
export async function note(
  installation: Installation,
  session: Session,
  text: string,
  deadline: number,
): Promise<void> {
  const { memory, texts } = installation
  const { threadId = '' } = session
  const { caller } = await servingPortal(installation, session)
  const asNote = (part: string) => operatorCall(memory, 'note', () => addNote(caller, threadId, part, deadline))
  const asMessage = (part: string) => sendText(caller, threadId, botMark(texts) + part, deadline)
  if (!mayCall(memory, 'note')) await inHalves(text, asMessage)
  else {
    await inHalves(text, asNote).catch((error: unknown) => {
      if (mayCall(memory, 'note') || !(error instanceof DeskError)) throw error
      return inHalves(text, asMessage)
    })
  }
  await rememberNote(installation, session, text)
}

/** How long a text may be is not documented: one that is refused goes in halves. */
async function inHalves(text: string, write: (part: string) => Promise<void>): Promise<void> {
  try {
    await write(text)
  } catch (error) {
    if (isShut(error) || !mayBeTooLong(error, text)) throw error
    for (const half of halve(text)) if (half !== '') await inHalves(half, write)
  }
}
