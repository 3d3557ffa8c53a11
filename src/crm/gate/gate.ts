import { randomBytes } from 'node:crypto'
import { RuntimeError } from '@botpress/sdk'
import * as z from 'zod/mini'
import { keyedState } from '../../../core/platform/keyed-state'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { textOf } from '../input/input'
import { confirmationFor, digest, readConfirmation } from './confirmation'
import { lastHeard } from './last-heard'

/**
 * Whether a write may be made. Models call tools in parallel and fill in whatever a tool asks for, so what counts is that the
 * user wrote something after they were to be asked, and that the ticket is for exactly what they were asked about.
 */

/** What every write is given besides its values. */
export type GateInput = {
  conversationId?: string | undefined
  messageId?: string | undefined
  confirmation?: string | undefined
}

/** What is going to be written. */
export type Intent = {
  /** Name of the action. */
  action: string
  /** All that will be written, internal names and values. */
  values: unknown
}

/** A write may be made: once, for which `spend` is to be called right before, and `giveBack` if it surely was not taken. */
export type Pass = { may: true; spend(): Promise<void>; giveBack(): Promise<void> }

/** A write may be made, or the user has to be asked. */
export type Decision = Pass | { may: false; confirmation: string }

/** Confirmations that were used, and what was written for a message; each as long as a confirmation would be good. */
const spent = keyedState(
  'spent',
  z.lazy(() => z.literal(true)),
  timing.confirmationLife,
)

/** @throws {RuntimeError} when the integration is not to write at all. */
export function assertWrites({ installation }: Crm): void {
  if (installation.settings.crmWrites !== 'off') return
  throw new RuntimeError(
    'Writing to HubSpot is switched off for this bot. Do not try again; tell the user that this is not possible here. What the owner of the bot can do: set "CRM writes" in the integration\'s configuration.',
  )
}

/**
 * Decides whether a write may be made.
 *
 * @throws {RuntimeError} when writing is switched off; when the confirmation was used, or was given before the user answered
 * (it stays good then); when it cannot be known whether they did.
 */
export async function decide(crm: Crm, input: GateInput, { action, values }: Intent): Promise<Decision> {
  assertWrites(crm)
  const { installation } = crm
  const { settings, ctx } = installation
  const [conversationId, messageId] = [textOf(input.conversationId), textOf(input.messageId)]
  if (settings.crmWrites === 'direct') {
    // Without a message, the same again can be meant.
    if (messageId === undefined) return { may: true, spend: async () => {}, giveBack: async () => {} }
    return passFor(crm, digest([action, conversationId, messageId, values]), repeated)
  }
  const signer = { clientSecret: settings.app.clientSecret, webhookId: ctx.webhookId }
  const question = { action, conversationId: conversationId ?? '', values }
  const heardAt = conversationId === undefined ? undefined : await lastHeard(installation, conversationId)
  const given = readConfirmation(signer, question, input.confirmation ?? '', Date.now())
  if (given === undefined) {
    if (heardAt === undefined && messageId === undefined) throw notPinned(conversationId)
    const endsAt = Date.now() + timing.confirmationLife
    const asked = { id: randomBytes(8).toString('base64url'), endsAt, heardAt, messageId }
    return { may: false, confirmation: confirmationFor(signer, question, asked) }
  }
  if (heardAt !== undefined) {
    const before = given.heardAt ?? given.endsAt - timing.confirmationLife
    if (heardAt <= before) throw hasty()
  } else if (messageId === undefined || !given.namesMessage) {
    throw notPinned(conversationId)
  } else if (given.isOfMessage(messageId)) {
    throw hasty()
  }
  return passFor(crm, given.id, usedUp)
}

/** A pass for one time over all processes. @param refusal what is thrown the second time. */
function passFor({ installation }: Crm, id: string, refusal: () => RuntimeError): Pass {
  return {
    may: true,
    spend: async () => {
      const isFirst = await spent.change(installation, id, (before) => ({ after: true, result: !before }))
      if (!isFirst) throw refusal()
    },
    giveBack: () => spent.change(installation, id, () => ({ after: undefined, result: undefined })),
  }
}

const hasty = () =>
  new RuntimeError(
    'The user has not answered yet. Put the question in "say" to them, wait for their next message, and only if they agree call this again with the same values and the same confirmation.',
  )

const usedUp = () =>
  new RuntimeError(
    'This confirmation was used already: what it was for is done, or is being done. Do not write it again; look it up in HubSpot if you need to know.',
  )

const repeated = () =>
  new RuntimeError(
    'The same was written for this message already, or is being written. Do not write it again; look it up in HubSpot if you need to know.',
  )

function notPinned(conversationId: string | undefined): RuntimeError {
  const fields =
    conversationId === undefined
      ? '"conversationId" to {{ event.conversationId }} and "messageId" to {{ event.messageId }}'
      : '"messageId" to {{ event.messageId }}, since the messages of the conversation cannot be read,'
  return new RuntimeError(
    `It cannot be known when the user answers, so nothing was written. Do not try again; tell the user that this is not possible now. What the owner of the bot can do: set ${fields} in this card or tool.`,
  )
}
