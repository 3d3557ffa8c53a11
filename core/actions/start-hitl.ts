import { createHash, randomUUID } from 'node:crypto'
import type { StartHitlInput } from '../botpress'
import type { Destination } from '../desk'
import { explain } from '../explain'
import type { Installation } from '../installation'
import { lookBack } from '../people/earlier-sessions'
import { type EndUser, readEndUser } from '../people/end-user'
import { untilAnswered } from '../platform/persistently'
import type { Session } from '../session/session'
import { createSession, releaseEscalation } from '../session/sessions'
import type { Texts } from '../texts/languages'
import { timing } from '../timing'
import { afterOpening } from './after-opening'
import { isAnother } from './another-escalation'
import { beginningOf } from './beginning'
import { openThread } from './open-thread'

/**
 * Opens a thread at the desk and returns the Botpress conversation that stands for it.
 *
 * @param open gives the installation; what it throws is explained like everything else.
 * @param desk its name.
 * @throws {RuntimeError} with the reason and the next step when the desk does not take the escalation.
 */
export async function startHitl(
  open: () => Installation,
  desk: string,
  input: StartHitlInput,
): Promise<{ conversationId: string }> {
  try {
    return { conversationId: await handOver(open(), input) }
  } catch (error) {
    throw explain(`The conversation was not handed over to ${desk}`, error)
  }
}

async function handOver(installation: Installation, input: StartHitlInput): Promise<string> {
  const deadline = Date.now() + timing.messageBudget
  const { desk } = installation
  const fields = input.hitlSession ?? {}
  const [destination, user] = await untilAnswered(deadline, () =>
    Promise.all([desk.destination(fields, deadline), readEndUser(installation, input.userId)]),
  )
  const back = lookBack(installation, user, destination.account, input.messageHistory)
  // Beside the opening, which only waits for it where the history goes with it.
  if (desk.history !== 'off') void back.inHistory()
  const { session, isNew, remark } = await prepare(installation, input, user, destination, deadline)
  // The first request may have ended with its process, before it could do the rest.
  const { beginning, told } = beginningOf(installation, { input, user, back, remark }, !isNew)
  if (!isNew && session.openedAt !== undefined) {
    await afterOpening(installation, session, beginning)
    return session.conversationId
  }
  const opening = { user, title: input.title, description: input.description, fields, isRepeated: !isNew, ...told }
  // A repeated request that comes while the first is under way leaves the rest to that one.
  const isOnlyOne = isNew || Date.now() - session.createdAt > timing.openingTimeout
  await openThread(installation, session, isNew, opening, isOnlyOne ? beginning : undefined, deadline)
  return session.conversationId
}

/** The session's conversation, before its thread exists. */
async function prepare(
  installation: Installation,
  input: StartHitlInput,
  user: EndUser,
  { account, introduce }: Destination,
  deadline: number,
): Promise<{ session: Session; isNew: boolean; remark: ((texts: Texts) => string) | undefined }> {
  const { own, beside, remark } = await introduce(user, deadline)
  const ref = randomUUID()
  const start = { ref, account, userId: user.id, own, escalationKey: fingerprint(input) }
  const create = () => untilAnswered(deadline, () => createSession(installation, start))
  let [session] = await Promise.all([create(), beside?.()])
  for (;;) {
    if (session.ref === ref) return { session, isNew: true, remark }
    const { conversationId } = session
    const isSame = session.account === account && !(await isAnother(installation, session, deadline))
    if (isSame) return { session, isNew: false, remark }
    await untilAnswered(deadline, () => releaseEscalation(installation, conversationId))
    session = await create()
  }
}

/** The same for a repeated request, different for a new escalation. */
function fingerprint(input: StartHitlInput): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex')
}
