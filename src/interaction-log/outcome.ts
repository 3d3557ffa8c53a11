import { reasonOf } from '../../core/platform/reason'
import type { Crm } from '../crm/crm'
import { HubSpotError } from '../hubspot/errors'
import { changeLogSettings } from '../installation/log-settings'
import type { NoMatchPolicy } from '../installation/settings'
import { timing } from '../timing'
import { count, noteError } from './counters'
import type { Entry } from './entry'
import { sumOf } from './interaction'
import { lackOf, lackOfLinks } from './lack'
import { type Person, whomOf } from './person'
import { writeEntry } from './write-entry'

/** What became of an entry. */
export type Outcome =
  | { status: 'logged'; id: string; contactId: string; contactCreated: boolean }
  | { status: 'noIdentity' }
  | { status: 'skipped'; reason: string }
  /** HubSpot will not have it, now or later; or the log has been given up. */
  | { status: 'failed'; reason: string }

/**
 * Writes an entry on the timeline of the person's contact, and counts what became of it.
 *
 * @param mayBeThere whether an earlier attempt may have written it.
 * @throws what keeps it from being written now, so that it is to be tried again.
 */
export async function logEntry(
  crm: Crm,
  entry: Entry,
  person: Person,
  { onNoMatch, mayBeThere }: { onNoMatch: NoMatchPolicy; mayBeThere: boolean },
): Promise<Outcome> {
  const outcome = await attempt(crm, entry, person, onNoMatch, mayBeThere)
  await countOutcome(crm, entry.key, outcome, sumOf(entry.redacted))
  return outcome
}

async function attempt(
  crm: Crm,
  entry: Entry,
  person: Person,
  onNoMatch: NoMatchPolicy,
  mayBeThere: boolean,
): Promise<Outcome> {
  const writing = { ...crm, deadline: crm.deadline - timing.logNoting }
  try {
    const whom = await whomOf(writing, person, onNoMatch)
    if ('none' in whom) {
      return whom.none === 'skipped' ? { status: 'skipped', reason: whom.reason } : { status: 'noIdentity' }
    }
    if (whom.isCreated) {
      await count(crm.installation, `contact:${whom.contactId}`, { contactsCreated: 1 }, crm.deadline)
    }
    const written = await writeEntry(writing, entry, whom.contactId, mayBeThere && !whom.isCreated)
    if ('isContactGone' in written) return { status: 'skipped', reason: 'The contact was deleted in HubSpot.' }
    return { status: 'logged', ...written, contactCreated: whom.isCreated }
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.passing || error.outcome === 'denied') throw error
    const isLack = error.missingScopes.length > 0 || error.category === 'MISSING_SCOPES'
    if (!isLack) return { status: 'failed', reason: reasonOf(error) }
    const ofLinks = lackOfLinks(error.missingScopes, entry)
    if (ofLinks !== undefined) return { status: 'failed', reason: ofLinks }
    // From now on nothing is tried until the scopes are there; a registration finds out.
    const lack = lackOf(error.missingScopes)
    await changeLogSettings(crm.installation, () => ({ lack }))
    crm.installation.logger.forBot().error(lack)
    return { status: 'skipped', reason: lack }
  }
}

/** Counts what became of something, once: who was nobody's first and is logged later has come to both. */
export async function countOutcome(
  crm: Pick<Crm, 'installation' | 'deadline'>,
  key: string,
  outcome: Outcome,
  redactions = 0,
) {
  const { installation, deadline } = crm
  const what = {
    [outcome.status]: 1,
    ...(outcome.status === 'logged' ? { redactions } : {}),
  }
  await count(installation, `${key} ${outcome.status}`, what, deadline)
  if (outcome.status !== 'failed') return
  installation.logger.forBot().error('A finished conversation was not logged in HubSpot. %s', outcome.reason)
  await noteError(installation, outcome.reason, deadline)
}
