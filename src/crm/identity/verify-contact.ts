import { RuntimeError } from '@botpress/sdk'
import type { Crm } from '../crm'
import { ownObject } from '../schema/objects'
import { rightAnswers } from './answers'
import { rightCode } from './code'
import { contactIdOf, contactOf } from './contact'
import type { Given } from './proof'
import { countTry, isLocked, mostTries } from './tries'
import { conversationOf, verificationFor } from './verification'

type Input = Given & { contactId: string; conversationId: string }

type Output = { verified: boolean; verification?: string; attemptsLeft: number }

/**
 * Finds out whether somebody is the contact that they say. A contact that there is not is answered like a wrong try.
 *
 * @throws {RuntimeError} when nobody can be verified in this bot, or the input cannot be compared with anything; that costs no
 * try.
 */
export async function verifyContact(crm: Crm, input: Input): Promise<Output> {
  ownObject(crm, 'contacts')
  const { way } = crm.installation.settings.identity
  if (way === 'off') throw switchedOff()
  const conversationId = conversationOf(input.conversationId)
  const given = contactIdOf(input.contactId)
  const proof = way === 'answers' ? await rightAnswers(crm, input) : rightCode(crm, input)
  if (await isLocked(crm, given)) return locked
  const record = await contactOf(crm, given, proof.properties)
  // One that was merged with others has a count of its own, under whichever of their IDs it is known.
  const contactId = record?.id ?? given
  const left = await countTry(crm, contactId)
  if (left === 'locked') return locked
  if (record === undefined || !(await proof.isRight(record, conversationId)))
    return { verified: false, attemptsLeft: left }
  const verification = verificationFor(crm, { conversationId, contactId }, Date.now())
  return { verified: true, verification, attemptsLeft: mostTries }
}

const locked: Output = { verified: false, attemptsLeft: 0 }

const switchedOff = () =>
  new RuntimeError(
    'This bot has no way to check who somebody is. Do not try again; tell the user that this is not possible here. What the owner of the bot can do: set "Identity check" in the integration\'s configuration.',
  )
