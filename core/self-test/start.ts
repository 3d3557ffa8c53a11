import { randomUUID } from 'node:crypto'
import { isRefusal, type Opening } from '../desk'
import type { Installation } from '../installation'
import { nameLine } from '../messages/plain'
import { shorten } from '../messages/split-text'
import type { EndUser } from '../people/end-user'
import type { Session } from '../session/session'
import { changeSession, sessionOf } from '../session/sessions'
import type { Texts } from '../texts/languages'
import { say } from '../texts/say'
import { timing } from '../timing'
import { endTest } from './end'
import { type Run, runOf } from './run'
import { forgetTest, running, runningTest } from './running'
import { inTestTurn } from './turn'

/** Longest name of whoever tries it, in UTF-16 units. */
export const nameMax = 60

/**
 * Starts a self-test, or finds the one that runs; one that is too old is ended first. Who is said to try it is for agents to
 * read; no contact is looked for, and nothing of the bot's goes with it.
 *
 * @param by who tries it; may be empty.
 * @throws {RuntimeError} or {DeskError} with the reason, after which there is none, when the desk will not open a thread;
 * {DeskError} when it is not known whether it did, and {LockedError} while somebody else is at it: it goes on then with
 * `openTest`.
 */
export async function startTest(installation: Installation, by: string, deadline: number): Promise<Run> {
  const found = await runningTest(installation, deadline)
  if (found !== undefined && Date.now() - found.startedAt < timing.selfTestLife) {
    return openTest(installation, found, deadline)
  }
  if (found !== undefined) await endTest(installation, found, deadline)
  const ref = randomUUID()
  const visitor = visitorNamed(installation.texts, by, ref)
  const { account, introduce } = await installation.desk.destination({}, deadline)
  const { own } = await introduce(visitor, deadline)
  const { conversation } = await installation.client.getOrCreateConversation({
    channel: 'hitl',
    tags: { ...filled(own), ...running, ref, account, userId: visitor.id, testBy: visitor.name },
    discriminateByTags: ['selfTest'],
  })
  const session = sessionOf(installation, conversation)
  if (session === undefined) throw new Error('The conversation that Botpress returned is not a self-test')
  return openTest(installation, runOf(session), deadline, session.ref === ref)
}

/**
 * Opens the thread of a self-test, where that is still to be done.
 *
 * @param isFirst whether nobody can have tried before.
 * @throws as `startTest`.
 */
export async function openTest(installation: Installation, run: Run, deadline: number, isFirst = false): Promise<Run> {
  if (run.openedAt !== undefined) return run
  return inTestTurn(installation, run.session, async (current, lease) => {
    if (current === undefined || current.openedAt !== undefined) return current ?? run
    const { session } = current
    try {
      const until = Math.min(deadline, lease.until)
      const { threadId, own = {} } = await installation.desk.open(
        session,
        openingOf(installation.texts, session, !isFirst),
        until,
      )
      return runOf(await changeSession(installation, session, { threadId, openedAt: Date.now(), own }))
    } catch (error) {
      if (isRefusal(error)) await forgetTest(installation, session)
      throw error
    }
  })
}

const visitorNamed = (texts: Texts, by: string, ref: string): EndUser => ({
  // Nobody's in Botpress: what a desk knows the visitor by.
  id: `self-test-${ref}`,
  name: say(texts, 'testVisitor', { by: shorten(nameLine(by), nameMax) || texts.testOwner }),
  isNamed: true,
  identity: { kind: 'anonymous' },
  tags: {},
  isNew: true,
})

const openingOf = (texts: Texts, { userId, tags }: Session, isRepeated: boolean): Opening => ({
  user: { id: userId, name: tags.testBy ?? '', isNamed: true, identity: { kind: 'anonymous' }, tags: {}, isNew: true },
  title: texts.testTitle,
  description: texts.testDescription,
  fields: {},
  isRepeated,
  history: async () => undefined,
  pastMessages: async () => [],
})

const filled = (tags: Session['tags']): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
