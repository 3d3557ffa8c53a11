import { randomBytes, randomInt } from 'node:crypto'
import { RuntimeError, type z } from '@botpress/sdk'
import { answerOfBotpress, untilAnswered } from '../../../core/platform/persistently'
import type { events } from '../../../definitions/events'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { wrongInput } from '../input/input'
import { ownObject } from '../schema/objects'
import { type CodeFor, sealedCode } from './code'
import { contactIdOf, contactOf } from './contact'
import { addressProperties, masked, sendToOf, type Via } from './send-to'
import { isLocked, keepCode } from './tries'
import { conversationOf } from './verification'

type Input = { contactId: string; via: Via; conversationId: string }

type Payload = z.infer<(typeof events)['verificationCodeReady']['schema']>

/**
 * Makes a code for a contact. It leaves in an event alone, for a flow of the bot to send: in no answer, error or log.
 *
 * @throws {RuntimeError} when this bot checks nobody by codes; when the contact has no address of that kind, is locked, or
 * had too many codes; when the event could not be made.
 */
export async function createVerificationCode(
  crm: Crm,
  input: Input,
): Promise<{ maskedSendTo: string; challenge: string }> {
  const { installation } = crm
  const contacts = ownObject(crm, 'contacts')
  if (installation.settings.identity.way !== 'code') throw noCodes()
  const conversationId = conversationOf(input.conversationId)
  const given = contactIdOf(input.contactId)
  const { via } = input
  if (!Object.hasOwn(addressProperties, via)) throw wrongInput('via', 'is neither email nor sms', 'Use one of these.')
  if (await isLocked(crm, given)) throw locked()
  const record = await contactOf(crm, given, addressProperties[via])
  const sendTo = record && sendToOf(record, via, installation.settings.defaultCountry)
  if (record === undefined || sendTo === undefined) throw noAddress(via)
  const about: CodeFor = { contactId: record.id, conversationId, challenge: randomBytes(9).toString('base64url') }
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const { challenge } = about
  const kept = await keepCode(crm, record.id, { challenge, sealed: sealedCode(crm, about, code) })
  if (kept === 'locked') throw locked()
  if (kept === 'too many') throw tooMany()
  await tell(crm, { ...about, via, sendTo: sendTo.address, code })
  return { maskedSendTo: masked(crm, contacts, sendTo), challenge }
}

/**
 * The bot, but not the conversation, which is only named in it: while the conversation is with a person, the hitl plugin
 * keeps back what belongs to it. Told twice it is the same code.
 */
async function tell({ installation: { client }, deadline }: Crm, payload: Payload): Promise<void> {
  try {
    await untilAnswered(deadline - timing.crmTellReserve, () =>
      client.createEvent({ type: 'verificationCodeReady', payload }),
    )
  } catch (error) {
    // Botpress can repeat what it was sent, and the code is in it.
    throw answerOfBotpress(error) === 'no' ? notTaken() : notTold()
  }
}

const never = 'Do not try again; tell the user that this is not possible now. What the owner of the bot can do:'

const noCodes = () =>
  new RuntimeError(
    `This bot checks nobody by codes. ${never} set "Identity check" in the integration's configuration to code.`,
  )

const noAddress = (via: Via) =>
  wrongInput(
    'via',
    via === 'email'
      ? 'is email, and HubSpot has no e-mail address of such a contact'
      : 'is sms, and HubSpot has no phone number with country code of such a contact',
    `Try once with ${via === 'email' ? 'sms' : 'email'}; if that fails too, tell the user that a person has to help them.`,
  )

const locked = () =>
  new RuntimeError(
    'There were too many wrong tries for this contact, so no code was made. Do not try again for 15 minutes; tell the user to come back then.',
  )

const tooMany = () =>
  new RuntimeError(
    'There were five codes for this contact lately, so no further one was made. Ask the user for the last one that they received, or tell them to try again in 15 minutes.',
  )

const notTold = () =>
  new RuntimeError(
    'The code could not be handed on to be sent. Try once more; if it fails again, tell the user that a person has to help them.',
  )

const notTaken = () =>
  new RuntimeError(
    `Botpress did not take the event with the code. ${never} look whether the integration is up to date.`,
  )
