import { RuntimeError } from '@botpress/sdk'
import { associatedIds } from '../../hubspot/associations'
import { HubSpotError } from '../../hubspot/errors'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { open, seal } from '../gate/tickets'
import { textOf, wrongInput } from '../input/input'
import type { CrmObject } from '../schema/crm-object'
import { contactOf } from './contact'
import { signerOf } from './signer'

/** The ticket that somebody gets who proved to be a contact, for one conversation. */

/**
 * A verification of a contact.
 *
 * @param now epoch ms.
 */
export function verificationFor(
  crm: Crm,
  { conversationId, contactId }: { conversationId: string; contactId: string },
  now: number,
): string {
  const endsAt = (now + timing.verificationLife).toString(36)
  return seal(signerOf(crm), 'verification', [contactId, endsAt], [conversationId, crm.portalId])
}

/** What an update is given to show whose it is. */
export type VerificationInput = { verification?: string | undefined; conversationId?: string | undefined }

/**
 * Makes sure that a record is changed for the person it belongs to: a contact for itself, another record for a contact that
 * it is associated with, which is read.
 *
 * @throws {RuntimeError} when nobody can be verified in this bot; when the verification is missing, was altered, is too old,
 * or of another conversation; when it is somebody else's.
 */
export async function assertVerified(
  crm: Crm,
  input: VerificationInput,
  { object, id }: { object: CrmObject; id: string },
): Promise<void> {
  const contactId = verifiedContact(crm, input, Date.now())
  const isTheirs =
    object.path === 'contacts' ? isContact(crm, id, contactId) : isAssociated(crm, { object, id }, contactId)
  if (await isTheirs) return
  throw wrongInput(
    'verification',
    object.path === 'contacts' ? 'is of another contact' : 'is of a contact that this record is not associated with',
    'Do not try again; tell the user that only what is theirs can be changed.',
  )
}

/** The contact that a verification is of. @throws as `assertVerified`. */
function verifiedContact(crm: Crm, input: VerificationInput, now: number): string {
  assertChecks(crm)
  const conversationId = conversationOf(input.conversationId)
  const verification = textOf(input.verification)
  if (verification === undefined) throw wrongInput('verification', 'is missing', verifyFirst)
  const [contactId, endsAt] = open(signerOf(crm), 'verification', verification, [conversationId, crm.portalId]) ?? []
  if (contactId === undefined || endsAt === undefined) {
    throw wrongInput('verification', 'is none of this conversation', verifyFirst)
  }
  if (Number.parseInt(endsAt, 36) <= now) throw wrongInput('verification', 'is too old', verifyFirst)
  return contactId
}

const verifyFirst =
  'Have the user verified with verifyContact, then call this again with the same values and the verification from its answer.'

function assertChecks({ installation }: Crm): void {
  if (installation.settings.identity.way !== 'off') return
  throw new RuntimeError(
    'Records are only changed for users who proved who they are, and this bot has no way to check that, so nothing was written. Do not try again; tell the user that this is not possible here. What the owner of the bot can do: set "Identity check" in the integration\'s configuration.',
  )
}

/** @throws {RuntimeError} when it is missing. */
export function conversationOf(given: string | undefined): string {
  const conversationId = textOf(given)
  if (conversationId !== undefined) return conversationId
  throw wrongInput(
    'conversationId',
    'is missing, and nobody is verified for more than one conversation',
    'Do not try again; tell the user that this is not possible now. What the owner of the bot can do: set it to {{ event.conversationId }} in this card or tool.',
  )
}

/** A contact that was merged is known by several IDs, so one that differs is looked up. */
async function isContact(crm: Crm, id: string, contactId: string): Promise<boolean> {
  return id === contactId || (await contactOf(crm, id, ['hs_object_id']))?.id === contactId
}

async function isAssociated(
  { caller, deadline }: Crm,
  { object, id }: { object: CrmObject; id: string },
  contactId: string,
): Promise<boolean> {
  try {
    return (await associatedIds(caller, { type: object.path, id }, 'contacts', deadline)).includes(contactId)
  } catch (error) {
    if (error instanceof HubSpotError && error.outcome === 'gone') return false
    throw error
  }
}
