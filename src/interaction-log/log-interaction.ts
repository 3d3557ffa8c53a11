import { isApiError, RuntimeError, type z } from '@botpress/sdk'
import { DeskError } from '../../core/desk'
import type { Installation as Bridge } from '../../core/installation'
import { LockedError } from '../../core/platform/lock'
import { answerOfBotpress } from '../../core/platform/persistently'
import { reasonOf } from '../../core/platform/reason'
import { OutOfTimeError } from '../../core/platform/within'
import { tryWhatIsOwed } from '../../core/session/owed-after-end'
import { readSession } from '../../core/session/sessions'
import type { crmActions } from '../../definitions/actions'
import type { Crm } from '../crm/crm'
import { recordUrl } from '../crm/schema/object-types'
import { isOn, logSettings } from '../installation/log-settings'
import type { LogSettings } from '../installation/states'
import { timing } from '../timing'
import { noteError } from './counters'
import { entryOf } from './entry'
import { countOutcome, logEntry, type Outcome } from './outcome'
import { alone, keepPending, listOwed, mostPending, recordFor, settle } from './pending'
import { type Given, type LogInput, readInteraction } from './read-interaction'

type Output = z.infer<(typeof crmActions)['logInteraction']['output']['schema']>

const nothing = { contactCreated: false, redacted: {} }

/**
 * Logs a conversation that was not handed over, once. What HubSpot does not take now is kept, and tried again by itself.
 *
 * @param bridge the same installation, as the core works with it.
 * @throws {RuntimeError} for an input that cannot be, and when too much is pending already.
 */
export async function logInteraction(crm: Crm, bridge: Bridge, input: LogInput): Promise<Output> {
  const log = await logSettings(crm.installation, 0)
  if (!isOn(log)) return { status: 'off', reason: log.lack ?? switchedOff, ...nothing }
  const given = readInteraction(crm, input)
  const ofSession = given.interaction.kind === 'chat' ? await asSession(crm, bridge, given.conversationId) : undefined
  if (ofSession !== undefined) return ofSession
  const { person } = given
  if (person.contactId === undefined && person.phone === undefined && person.email === undefined) {
    await countOutcome(crm, given.interaction.key, { status: 'noIdentity' })
    return { status: 'noIdentity', reason: nobody, ...nothing }
  }
  return await once(crm, log, given)
}

const switchedOff =
  'The interaction log is off, so nothing was logged. Do not try again; the bot\'s owner can switch it on with "Interaction log" in the configuration of the integration.'
const nobody =
  'Nobody was named, so nothing was logged: give "contactId", "phone" or "email". Ask the user only if the flow says so.'

/** A conversation that was handed over logs itself: under its own ID it is not logged a second time. */
async function asSession(crm: Crm, bridge: Bridge, conversationId: string): Promise<Output | undefined> {
  const read = () =>
    readSession(bridge, conversationId).catch((error: unknown) => {
      // That of another integration may not be looked at.
      if (isApiError(error) && error.code === 403) return undefined
      throw error
    })
  const session = await read()
  if (session === undefined) return undefined
  if (session.tags.loggedAs) return { status: 'alreadyLogged', id: session.tags.loggedAs, ...nothing }
  if (session.end === undefined) return { status: 'pending', reason: stillOpen, ...nothing }
  if (!session.owesAfterEnd) return undefined
  await tryWhatIsOwed(bridge, session, crm.deadline - timing.crmTellReserve)
  const after = await read()
  if (after?.tags.loggedAs) return { status: 'logged', id: after.tags.loggedAs, ...nothing }
  return { status: 'pending', reason: triedAgain, ...nothing }
}

const stillOpen =
  'This is a conversation with an agent that has not ended; it logs itself when it does. Nothing else is to be done.'
const triedAgain = 'HubSpot has not taken it yet; it is tried again by itself for seven days. Do not log it again.'
const atIt = 'Another call is logging the same conversation. Do not log it again.'

async function once(crm: Crm, log: LogSettings, given: Given): Promise<Output> {
  const { installation } = crm
  const { record, isNew } = await recordFor(installation, given.interaction.key)
  if (record.tags.loggedAs) return { status: 'alreadyLogged', id: record.tags.loggedAs, ...nothing }
  try {
    return await alone(installation, record, crm.deadline - timing.crmWriteReserve, async (current) => {
      if (current.tags.loggedAs) return { status: 'alreadyLogged', id: current.tags.loggedAs, ...nothing }
      // Whoever came later may have had the turn first, and does not know what became of it.
      const mayBeThere = !isNew || Boolean(current.tags.owesAfterEnd)
      return await attempt(crm, log, given, current, mayBeThere)
    })
  } catch (error) {
    if (error instanceof LockedError) return { status: 'pending', reason: atIt, ...nothing }
    throw error
  }
}

type Conversation = Parameters<typeof settle>[1]

async function attempt(
  crm: Crm,
  log: LogSettings,
  { interaction, person, links }: Given,
  record: Conversation,
  mayBeThere: boolean,
): Promise<Output> {
  const { installation, portalId } = crm
  const within = { ...crm, deadline: crm.deadline - timing.crmWriteReserve }
  const entry = await entryOf(within, interaction, { mode: log.mode, links, isPatient: false })
  try {
    const outcome = await logEntry(within, entry, person, { onNoMatch: log.onNoMatch, mayBeThere })
    const id = outcome.status === 'logged' ? outcome.id : undefined
    // Where it cannot be noted, the next call looks on the timeline before it writes.
    await settle(installation, record, id).catch((error: unknown) => {
      installation.logger.warn('What became of a logged conversation could not be noted. %s', reasonOf(error))
    })
    return answer(portalId, outcome, entry.redacted)
  } catch (error) {
    if (!isPassing(error)) throw error
    await assertRoom(crm, record)
    await keepPending(installation, record, { entry, person, portalId, keptAt: Date.now() })
    await noteError(installation, reasonOf(error), crm.deadline).catch(() => undefined)
    return { status: 'pending', reason: triedAgain, contactCreated: false, redacted: entry.redacted }
  }
}

/** What HubSpot or Botpress may take later: also when it does not accept the connection, which is mended by connecting again. */
const isPassing = (error: unknown): boolean =>
  error instanceof LockedError ||
  error instanceof OutOfTimeError ||
  answerOfBotpress(error) === 'not now' ||
  (error instanceof DeskError && (error.passing || error.outcome === 'denied'))

async function assertRoom({ installation }: Crm, { tags }: Conversation): Promise<void> {
  if (tags.owesAfterEnd) return
  const waiting = (await listOwed(installation)).filter((one) => one.tags.interactionKey).length
  if (waiting < mostPending) return
  throw new RuntimeError(
    `${mostPending} conversations wait to be logged already, because HubSpot does not take them, so this one was not kept. Do not try again now; the bot's owner finds the reason with Get Interaction Log.`,
  )
}

function answer(portalId: string, outcome: Outcome, redacted: Readonly<Record<string, number>>): Output {
  switch (outcome.status) {
    case 'logged': {
      const { id, contactId, contactCreated } = outcome
      return { status: 'logged', id, url: recordUrl(portalId, '0-1', contactId), contactCreated, redacted }
    }
    case 'skipped':
      return { status: 'skipped', reason: outcome.reason, contactCreated: false, redacted }
    case 'noIdentity':
      return { status: 'noIdentity', reason: nobody, contactCreated: false, redacted }
    case 'failed':
      throw new RuntimeError(
        `The conversation was not logged. ${outcome.reason} Do not try again with the same values; check the IDs that were given, or go on without it.`,
      )
  }
}
