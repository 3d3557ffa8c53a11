import type { Desk } from '../../core/desk'
import type { Installation as Bridge } from '../../core/installation'
import { reasonOf } from '../../core/platform/reason'
import type { HandlerProps } from '../bp'
import { closeThread, getActor } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import { FILE_TO_HUBSPOT_MAX_BYTES, HISTORY_TEXT_MAX, MESSAGE_TEXT_MAX } from '../hubspot/limits'
import { hubspotApiUrl } from '../hubspot/versions'
import { assertServed, inAccount } from '../installation/accounts'
import { type Installation, openInstallation } from '../installation/installation'
import { canLog } from '../installation/log-settings'
import { readRoute } from '../installation/route'
import { accountsState } from '../installation/states'
import { accountClock } from '../interaction-log/clock'
import { logSession } from '../interaction-log/log-session'
import { tryOwedLogs } from '../interaction-log/owed'
import { keepSpokenBefore } from '../interaction-log/spoken-before'
import { timing } from '../timing'
import { wholeReply } from './agent-reply'
import { destination } from './destination'
import { errandsIn, runErrand } from './errands'
import { locate } from './files'
import { lookAt } from './look'
import { mark } from './mark'
import { note, richNote } from './note'
import { openThread } from './open'
import { recent } from './recent'
import { send } from './send'
import { senderOf } from './sender'

/** HubSpot as the core's desk. What belongs to a session only ever goes to the account that it is in. */

export const deskName = 'HubSpot'

const histories = { internalComment: 'note', firstMessage: 'opening', off: 'off' } as const

/** The desk of an installation. */
export function deskOf(installation: Installation): Desk {
  const inAccountOf = ({ account }: { account: string }) => inAccount(installation, account)
  return {
    name: deskName,
    apiUrl: hubspotApiUrl(),
    textMax: MESSAGE_TEXT_MAX,
    noteMax: HISTORY_TEXT_MAX,
    fileMax: FILE_TO_HUBSPOT_MAX_BYTES,
    history: histories[installation.settings.historyDelivery],
    reopensByMessage: true,
    destination: (fields, deadline) => destination(installation, fields, deadline),
    open: async (session, opening, deadline) => {
      const keeping = keepSpokenBefore(installation, session, opening)
      try {
        return await openThread(inAccountOf(session), session, opening, deadline)
      } finally {
        await keeping
      }
    },
    send: (session, message, deadline) => send(inAccountOf(session), session, message, deadline),
    note: (session, text, deadline) => note(inAccountOf(session).hubspot, session, text, deadline),
    richNote: (session, text, deadline) => richNote(inAccountOf(session).hubspot, session, text, deadline),
    close: async (session, deadline) => {
      try {
        await closeThread(inAccountOf(session).hubspot, session.threadId ?? '', deadline)
      } catch (error) {
        if (!(error instanceof HubSpotError) || error.outcome !== 'gone') throw error
      }
    },
    assertServed: async (session, deadline) => {
      // A process that has just started needs both, and one does not tell of the other.
      const isNew = installation.memory.credentials === undefined
      await Promise.all([assertServed(installation, session, deadline), isNew ? readRoute(installation) : undefined])
    },
    look: (session, deadline) => lookAt(inAccountOf(session).hubspot, session, deadline),
    recent: (session, deadline) => recent(inAccountOf(session), session, deadline),
    mark: (account, messageId, status, deadline) => mark(inAccountOf({ account }), messageId, status, deadline),
    whole: (session, reply, deadline) => wholeReply(inAccountOf(session), session, reply, deadline),
    locate: (session, file, deadline) => locate(inAccountOf(session).hubspot, file, deadline),
    agent: async (account, agentId, deadline) => {
      const { name, avatar } = await getActor(inAccountOf({ account }).hubspot, agentId, deadline)
      return { name: name ?? undefined, pictureUrl: avatar ?? undefined }
    },
    errands: {
      of: errandsIn,
      run: (session, errand, deadline) => runErrand(inAccountOf(session), session, errand, deadline),
    },
    zone: async (account, deadline) => {
      const crm = { installation, caller: inAccountOf({ account }).hubspot, portalId: account, deadline }
      return (await accountClock(crm)).zone
    },
    addressOf: (session) => senderOf(session).deliveryIdentifier.value,
    ...(canLog(installation) && {
      ended: (session, isRepeated, deadline) => logSession(installation, session, isRepeated, deadline),
    }),
    isOurs: async (accountId) => {
      const accounts = installation.memory.accounts ?? (await accountsState.read(installation))?.accounts ?? []
      return accounts.some(({ id }) => id === accountId)
    },
  }
}

/** The installation with its desk, as the core works with it. */
export const withDesk = (installation: Installation): Bridge => ({ ...installation, desk: deskOf(installation) })

/** @throws {RuntimeError} when a required field of the configuration is missing. */
export const openBridge = (props: HandlerProps): Bridge => withDesk(openInstallation(props))

/** Tries the logs that are owed, on the occasion of something else. Never throws: a wrong configuration shows elsewhere. */
export async function tryOwed(props: HandlerProps): Promise<void> {
  try {
    const installation = openInstallation(props)
    await tryOwedLogs(installation, withDesk(installation), Date.now() + timing.owedBudget)
  } catch (error) {
    props.logger.warn('What is owed to the interaction log was not tried. %s', reasonOf(error))
  }
}
