import type { Tags } from '../../core/botpress'
import { DeskError } from '../../core/desk'
import { identityFrom } from '../../core/people/identity'
import { reasonOf } from '../../core/platform/reason'
import { OutOfTimeError } from '../../core/platform/within'
import { type EndReason, isOfBot, type Session } from '../../core/session/session'
import type { Texts } from '../../core/texts/languages'
import { say } from '../../core/texts/say'
import type { TextName } from '../../core/texts/words'
import type { Crm } from '../crm/crm'
import { inAccount, isServed } from '../installation/accounts'
import type { Installation } from '../installation/installation'
import { isOn, logSettings } from '../installation/log-settings'
import type { LogSettings } from '../installation/states'
import { timing } from '../timing'
import { noteError } from './counters'
import { type Entry, entryOf } from './entry'
import { addRedacted, type Interaction } from './interaction'
import { countOutcome, logEntry, type Outcome } from './outcome'
import type { Person } from './person'
import { saidIn } from './said'
import { scrubText } from './scrubber/scrub'
import { forgetSpokenBefore, spokenBefore } from './spoken-before'

/**
 * Logs a session that has ended; see the core's `Desk.ended`. What ended while the log was off is not logged, and what has
 * been owed for seven days is given up.
 *
 * @throws what keeps it from being logged now.
 */
export async function logSession(
  everywhere: Installation,
  session: Session,
  isRepeated: boolean,
  deadline: number,
): Promise<Tags> {
  const { end, openedAt, tags } = session
  if (end === undefined || openedAt === undefined || tags.loggedAs) return {}
  const log = await logSettings(everywhere, 0)
  if (!isOn(log) || end.stoppedAt < (log.since ?? 0)) {
    await forgetSpokenBefore(everywhere, session)
    return {}
  }
  // What agents wrote before the hitl plugin listens is only due then, and not among the messages yet.
  const isEarly = Date.now() < Math.min(openedAt + timing.pluginListensAfter, end.stoppedAt)
  if (isEarly && !isOfBot(end) && !session.plugin.hasAgent) {
    throw new OutOfTimeError('hear what was said in a session that ended at its beginning')
  }
  const installation = inAccount(everywhere, session.account)
  const crm = { installation, caller: installation.hubspot, portalId: session.account, deadline }
  const key = `session:${session.ref}`
  const outcome = giveUp(crm, session) ?? (await attempt(crm, log, session, { key, isRepeated }))
  if (outcome.isGivenUp) await countOutcome(crm, key, outcome)
  // It ends by itself, should this fail.
  await forgetSpokenBefore(installation, session).catch(() => undefined)
  return outcome.status === 'logged' ? { loggedAs: outcome.id } : {}
}

type Ended = Outcome & { isGivenUp?: boolean }

/** What can never be logged any more, and is not even tried. */
function giveUp({ installation }: Crm, session: Session): Ended | undefined {
  const isTooOld = Date.now() - (session.end?.stoppedAt ?? 0) > timing.owedFor
  if (isTooOld) return { status: 'failed', reason: tooOld, isGivenUp: true }
  if (!isServed(installation, session)) return { status: 'skipped', reason: leftAccount, isGivenUp: true }
  return undefined
}

export const tooOld = 'For seven days HubSpot did not take it.'
export const leftAccount = 'This bot is connected with another HubSpot account now.'

async function attempt(
  crm: Crm,
  { mode, onNoMatch }: LogSettings,
  session: Session,
  { key, isRepeated }: { key: string; isRepeated: boolean },
): Promise<Ended> {
  try {
    const person = personIn(session)
    if (person === undefined) {
      const outcome = { status: 'noIdentity' } as const
      await countOutcome(crm, key, outcome)
      return outcome
    }
    const [before, said] = await Promise.all([
      spokenBefore(crm.installation, session),
      saidIn(crm.installation, session),
    ])
    const interaction: Interaction = {
      ...{ key, kind: 'chat', title: undefined, summary: undefined, call: undefined, durationMs: undefined },
      userName: session.tags.senderName ?? '',
      agents: said.agents,
      startedAt: session.openedAt ?? session.createdAt,
      endedAt: endedAt(session),
      ending: endingOf(crm.installation.texts, session.end?.reason ?? 'agent'),
      turns: [...before.turns, ...said.turns],
    }
    const entry: Entry = await entryOf(crm, interaction, { mode, links: {}, isPatient: !isRepeated })
    const redacted = { ...addRedacted(entry.redacted, before.redacted) }
    return await logEntry(crm, { ...entry, redacted }, person, { onNoMatch, mayBeThere: isRepeated })
  } catch (error) {
    if (error instanceof DeskError) {
      // Counters tell the bot's owner why something is pending; should it not be noted, the log does.
      await noteError(crm.installation, reasonOf(error), crm.deadline).catch(() => undefined)
    }
    throw error
  }
}

/** The plugin is told of an end some seconds later, which may be still to come. */
const endedAt = ({ end }: Session): number => Math.min(end?.at ?? Date.now(), end?.stoppedAt ?? Date.now(), Date.now())

const endings = {
  agent: 'closedByAgent',
  user: 'endedByCustomer',
  bot: 'takenBack',
  missed: 'nobodyTookIt',
  idle: 'endedIdle',
} as const satisfies Record<Exclude<EndReason, 'deleted'>, TextName>

const endingOf = (texts: Texts, reason: EndReason): string =>
  reason === 'deleted' ? say(texts, 'deleted', { desk: 'HubSpot' }) : texts[endings[reason]]

/** Whose session it is; undefined where there is nothing to find a contact by. */
function personIn({ tags }: Session): Person | undefined {
  const name = scrubText(tags.senderName ?? '').text
  if (tags.contactId) return { contactId: tags.contactId, name }
  const identity = identityFrom(tags.identity)
  if (identity.kind === 'email') return { email: identity.email, name }
  return identity.kind === 'phone' ? { phone: identity.phone, name } : undefined
}
