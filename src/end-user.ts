import { randomUUID } from 'node:crypto'
import QuickLRU from 'quick-lru'
import type { Client } from './bp'
import { type Identity, identityFrom, identityKey } from './identity'
import { shorten } from './messages/split-text'
import { timing } from './timing'

/** The Botpress user that stands for an end user in sessions. */
export type EndUser = {
  id: string
  name: string
  /** As given at the first escalation; the hitl plugin does not ask again for a person it knows. */
  identity: Identity
  /** The HubSpot contact found or created before, and for which identity. */
  contact: { id: string; portalId: string; identity: string } | undefined
}

type UserLike = { id: string; name?: string; tags: Record<string, string | undefined> }

/** Name of a user whom nobody gave one; the hitl plugin's word for it is "Unknown User". */
export const unknownName = 'Unknown User'

/** Before the random part of the identity of somebody nothing is known of. */
const anonymous = 'anonymous:'

const limits = { name: 200, picture: 40_000 }

/**
 * Creates the user for a person, or finds the one there is: one user per known person. Without anything to know a person
 * by, always a new one, since two strangers are never the same.
 */
export async function ensureEndUser(
  place: { key: string; client: Client },
  person: { name: string; pictureUrl: string | undefined; identity: Identity },
): Promise<EndUser> {
  // An identity of its own makes the creation repeatable: Botpress' client sends it again when the answer is lost.
  const identity = identityKey(person.identity) ?? `${anonymous}${randomUUID()}`
  const profile = {
    name: shorten(person.name.trim() || unknownName, limits.name),
    ...(person.pictureUrl && person.pictureUrl.length <= limits.picture ? { pictureUrl: person.pictureUrl } : {}),
  }
  const { user } = await place.client.getOrCreateUser({
    tags: { identity },
    discriminateByTags: ['identity'],
    ...profile,
  })
  const isRenamed = user.name !== profile.name && profile.name !== unknownName
  const hasNewPicture = profile.pictureUrl !== undefined && user.pictureUrl !== profile.pictureUrl
  if (isRenamed || hasNewPicture)
    await place.client.updateUser({
      id: user.id,
      ...profile,
      name: isRenamed ? profile.name : (user.name ?? profile.name),
    })
  const endUser = {
    ...endUserFrom(user),
    name: profile.name === unknownName ? (user.name ?? profile.name) : profile.name,
  }
  justSeen.set(`${place.key}:${user.id}`, { user: endUser, at: Date.now() })
  return endUser
}

/**
 * What `createUser` just read, for the `startHitl` that follows it. Taken once: a contact that another process stores
 * later must not be overlooked.
 */
const justSeen = new QuickLRU<string, { user: EndUser; at: number }>({ maxSize: 1_000 })

/** @throws an API error of Botpress when the user does not exist. */
export async function readEndUser(place: { key: string; client: Client }, userId: string): Promise<EndUser> {
  const key = `${place.key}:${userId}`
  const seen = justSeen.get(key)
  justSeen.delete(key)
  if (seen && Date.now() - seen.at < timing.userTrust) return seen.user
  const { user } = await place.client.getUser({ id: userId })
  return endUserFrom(user)
}

function endUserFrom(user: UserLike): EndUser {
  const { identity, contactId, contactPortal, contactIdentity } = user.tags
  return {
    id: user.id,
    name: user.name ?? unknownName,
    identity: identity?.startsWith(anonymous) ? { kind: 'anonymous' } : identityFrom(identity),
    contact:
      contactId && contactPortal && contactIdentity
        ? { id: contactId, portalId: contactPortal, identity: contactIdentity }
        : undefined,
  }
}

/** Stores the contact on the user, so that the next escalation need not look for it. */
export async function rememberContact(
  client: Client,
  userId: string,
  contact: NonNullable<EndUser['contact']>,
): Promise<void> {
  await client.updateUser({
    id: userId,
    tags: { contactId: contact.id, contactPortal: contact.portalId, contactIdentity: contact.identity },
  })
}

/** The stored contact is no more: the next escalation looks again. */
export async function forgetContact(client: Client, userId: string): Promise<void> {
  await client.updateUser({ id: userId, tags: { contactId: '' } })
}
