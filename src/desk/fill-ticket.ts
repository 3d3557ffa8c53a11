import type { Errand } from '../../core/desk'
import type { Session } from '../../core/session/session'
import { changeSession } from '../../core/session/sessions'
import type { Crm } from '../crm/crm'
import { isOfOwner } from '../crm/records/shown'
import { forgetSchema } from '../crm/schema/account-schema'
import type { CrmObject } from '../crm/schema/crm-object'
import { isAllowed, standardObject } from '../crm/schema/objects'
import { named } from '../crm/write/named'
import { type Named, resolve } from '../crm/write/resolve'
import { listInboxes } from '../hubspot/conversations'
import type { HubSpotError } from '../hubspot/errors'
import { updateRecord } from '../hubspot/records'
import { mayRefuseAValue } from '../hubspot/refused-value'
import { ticketOf } from '../hubspot/thread-extras'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'
import { inboxOf } from './sender'
import { type Refusal, type TicketWish, ticketWish } from './ticket-wish'

/**
 * Writes what the card wants into the ticket that a help desk makes of the thread, a while after it. What the account does
 * not take is left out, and named in the log; values are not. Where it may have been written before, it is only repeated in
 * the session's first minutes: later it would undo what agents changed.
 *
 * @throws {HubSpotError} an API error of Botpress.
 */
export async function fillTicket(
  installation: Installation,
  session: Session,
  { wanted }: Pick<Errand, 'wanted'>,
  deadline: number,
): Promise<boolean> {
  const { hubspot, logger } = installation
  const wish = ticketWish.parse(wanted)
  const isOld = Date.now() - (session.openedAt ?? session.createdAt) > timing.ticketRepeats
  if (session.tags.ticketTried && isOld) {
    logger
      .forBot()
      .warn('The ticket may lack what the card wants in it: HubSpot gave no clear answer when it was written.')
    return true
  }
  const ticketId = await ticketOf(hubspot, session.threadId ?? '', deadline)
  if (ticketId === undefined) return hasNone(installation, session, deadline)
  const crm = { installation, caller: hubspot, portalId: session.account, deadline }
  const refused = [...wish.refused, ...(await write(crm, session, ticketId, wish))]
  if (refused.length === 0) return true
  const list = refused.map(({ field, why }) => `"${field}" (${why})`).join(', ')
  logger.forBot().warn('Not everything that the card wants in the ticket was written. Left out: %s.', list)
  return true
}

/** A help desk's ticket comes after the thread; in an inbox there is none to wait for. */
async function hasNone({ hubspot, logger }: Installation, session: Session, deadline: number): Promise<boolean> {
  const inbox = (await listInboxes(hubspot, deadline)).find(({ id }) => id === inboxOf(session))
  if (inbox?.type !== 'INBOX') return false
  const text =
    'What the card wants in the ticket was not written: this conversation went to an inbox, and only a help desk makes tickets.'
  logger.forBot().warn(text)
  return true
}

/** @returns what was left out. */
async function write(crm: Crm, session: Session, ticketId: string, wish: TicketWish): Promise<Refusal[]> {
  const object = standardObject('tickets')
  if (object === undefined || !isAllowed(crm.installation.settings.crm, object)) {
    return wish.values.map(({ field }) => ({ field, why: '"CRM objects" does not list tickets' }))
  }
  const known = await prepared(crm, object, wish)
  const { refused } = known
  let { properties } = known
  while (Object.keys(properties).length > 0) {
    await noteTried(crm.installation, session)
    try {
      await updateRecord(crm.caller, object.path, ticketId, properties, crm.deadline)
      break
    } catch (error) {
      if (!mayRefuseAValue(error) || error.outcome === 'gone') throw error
      const names = namesIn(error, properties)
      refused.push(...names.map((name) => ({ field: known.fieldOf(name), why: 'HubSpot refuses the value' })))
      properties = Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)))
    }
  }
  return refused
}

/** Those that a refusal is about; all where it names none. */
function namesIn(error: HubSpotError, properties: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(properties)
  const refused = names.filter((name) => error.refusedProperties.some((one) => one.name === name))
  return refused.length === 0 ? names : refused
}

/** Should this fail, it is not written: nobody would know later. */
async function noteTried(installation: Installation, session: Session): Promise<void> {
  if (session.tags.ticketTried) return
  await changeSession(installation, session, { own: { ticketTried: 'yes' } })
}

type Prepared = { properties: Record<string, string>; refused: Refusal[]; fieldOf: (property: string) => string }

async function prepared(crm: Crm, object: CrmObject, wish: TicketWish): Promise<Prepared> {
  const first = await resolved(crm, object, wish)
  // What this process has known for long of the account is no reason to refuse a value.
  const isAgain = first.refused.length > 0 && forgetSchema(crm, object.path, Date.now() - timing.schemaDoubt)
  return isAgain ? resolved(crm, object, wish) : first
}

async function resolved(crm: Crm, object: CrmObject, { values }: TicketWish): Promise<Prepared> {
  const known = await named(crm, object, values, 'update')
  const isOurs = (one: Named) => !isForPeople(object, one)
  const { properties, problems } = await resolve(crm, object, known.named.filter(isOurs))
  const refused = [
    ...[...known.problems, ...problems].map(({ field, problem }) => ({ field, why: inShort(problem) })),
    ...known.named.flatMap((one) => (isOurs(one) ? [] : [{ field: one.field, why: 'not for a card to set' }])),
  ]
  const fieldOf = (property: string) =>
    known.named.find(({ definition }) => definition.name === property)?.field ?? property
  return { properties, refused, fieldOf }
}

/** Who has a ticket, and where it stands, is for people and their rules. */
const isForPeople = ({ pipelineField, stageField }: CrmObject, { definition }: Named): boolean =>
  isOfOwner(definition) || definition.name === pipelineField || definition.name === stageField

/** Without what a language model would do next. */
const inShort = (problem: string): string => (problem.split(/[.:] |\.$/)[0] ?? problem).trim()
