import type { Desk } from '../../../../core/desk'
import type { Installation as Bridge } from '../../../../core/installation'
import type { HandlerProps } from '../bp'
import { type Installation, openInstallation, servingPortal } from '../installation/installation'
import { FILE_MAX_BYTES, MESSAGE_TEXT_MAX, NOTE_TEXT_MAX } from '../salesiq/limits'
import { salesiqUrl } from '../salesiq/regions'
import { close } from './close'
import { destination } from './destination'
import { locate } from './files'
import { lookAt } from './look'
import { note } from './note'
import { open } from './open'
import { mayCall } from './operator-call'
import { parting } from './parting'
import { recent, wholeReply } from './recent'
import { send } from './send'

/** SalesIQ as the core's desk. What belongs to a session only ever goes to the brand that it is in. */

export const deskName = 'SalesIQ'

const histories = { pastMessages: 'opening', note: 'note', off: 'off' } as const

/** The desk of an installation. What its token may not do, it leaves out. */
export function deskOf(installation: Installation): Desk {
  const { memory, settings } = installation
  return {
    name: deskName,
    apiUrl: salesiqUrl(settings.client.region),
    textMax: MESSAGE_TEXT_MAX,
    noteMax: NOTE_TEXT_MAX,
    fileMax: FILE_MAX_BYTES,
    history: histories[settings.historyDelivery],
    // Whether a message into a chat that is over reopens it is not known, and a new chat is for a new escalation.
    reopensByMessage: false,
    destination: (fields) => destination(installation, fields),
    open: (session, opening, deadline) => open(installation, session, opening, deadline),
    send: (session, message, deadline) => send(installation, session, message, deadline),
    note: (session, text, deadline) => note(installation, session, text, deadline),
    close: (session, deadline) => close(installation, session, deadline),
    assertServed: async (session) => {
      await servingPortal(installation, session)
    },
    ...(mayCall(memory, 'look') && {
      look: (session, deadline) => lookAt(installation, session, deadline),
    }),
    ...(mayCall(memory, 'transcript') && {
      recent: (session, deadline) => recent(installation, session, deadline),
    }),
    whole: (session, reply, deadline) => wholeReply(installation, session, reply, deadline),
    locate: (session, file, deadline) => locate(installation, session, file, deadline),
    beganAt: ({ tags }) => Number(tags.startedAt || Number.NaN) || undefined,
    parting: (session, reason) => parting(installation, session, reason),
  }
}

/** The installation with its desk, as the core works with it. */
export const withDesk = (installation: Installation): Bridge => ({ ...installation, desk: deskOf(installation) })

/** @throws {RuntimeError} when a required field of the configuration is missing or wrong. */
export const openBridge = (props: HandlerProps): Bridge => withDesk(openInstallation(props))
