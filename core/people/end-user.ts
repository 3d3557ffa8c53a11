import { createHash, randomUUID } from 'node:crypto'
import QuickLRU from 'quick-lru'
import type { Client, Tags } from '../botpress'
import { nameLine } from '../messages/plain'
import { shorten } from '../messages/split-text'
import { untilAnswered } from '../platform/persistently'
import type { Texts } from '../texts/languages'
import { say } from '../texts/say'
import { timing } from '../timing'
import { type Identity, identityFrom, identityKey } from './identity'

/** The Botpress user that stands for an end user in sessions. */
export type EndUser = {
  id: string
  /** Theirs, as one line, or else one that tells them from other visitors. */
  name: string
  /** Whether somebody gave them that name. */
  isNamed: boolean
  /** As given at the first escalation; the hitl plugin does not ask again for a person it knows. */
  identity: Identity
  /** All tags of the user, for what a desk keeps there of its own. */
  tags: Tags
  /** Whether they were made for the escalation under way, so that they never spoke with an agent before. */
  isNew: boolean
}

type UserLike = { id: string; name?: string; tags: Tags }

/** The hitl plugin's word for somebody without a name. */
const unknownName = /^unknown user$/i

/** Before the random part of the identity of somebody nothing is known of, or nothing that could be read. */
const nobody = { anonymous: 'anonymous:', unreadable: 'unreadable:' } as const

const limits = { name: 200, picture: 40_000 }

/**
 * Creates the user for a person, or finds the one there is: one user per known person. Without anything to know a person
 * by, always a new one, since two strangers are never the same; nor are two of whom the same rubbish was given.
 */
export async function ensureEndUser(
  place: { key: string; client: Client },
  person: { name: string; pictureUrl: string | undefined; identity: Identity },
): Promise<{ id: string }> {
  const name = givenName(person.name)
  const profile = {
    ...(name === undefined ? {} : { name }),
    ...(person.pictureUrl && person.pictureUrl.length <= limits.picture ? { pictureUrl: person.pictureUrl } : {}),
  }
  const until = Date.now() + timing.messageBudget
  // Only a user that is made now has it from us.
  const since = String(Date.now())
  const tags = { identity: identityTag(person.identity), since }
  const { user } = await untilAnswered(until, () =>
    place.client.getOrCreateUser({ tags, discriminateByTags: ['identity'], ...profile }),
  )
  const isRenamed = name !== undefined && user.name !== name
  const hasNewPicture = profile.pictureUrl !== undefined && user.pictureUrl !== profile.pictureUrl
  if (isRenamed || hasNewPicture) {
    await untilAnswered(until, () => place.client.updateUser({ id: user.id, ...profile }))
  }
  const seen = { user: { ...user, ...profile }, isNew: user.tags.since === since, at: Date.now() }
  justSeen.set(`${place.key}:${user.id}`, seen)
  return { id: user.id }
}

/** An identity of its own for nobody known makes the creation repeatable: Botpress' client repeats it when the answer is lost. */
function identityTag(identity: Identity): string {
  if (identity.kind === 'anonymous' || identity.kind === 'unreadable') return `${nobody[identity.kind]}${randomUUID()}`
  return identityKey(identity)
}

/** Undefined for a name that nobody could see, and for the word that stands for none. */
function givenName(name: string | undefined): string | undefined {
  const line = nameLine(name ?? '')
  return line === '' || unknownName.test(line) ? undefined : shorten(line, limits.name)
}

/**
 * What `createUser` just read, for the `startHitl` that follows it. Taken once: a contact that another process stores
 * later must not be overlooked.
 */
const justSeen = new QuickLRU<string, { user: UserLike; isNew: boolean; at: number }>({ maxSize: 1_000 })

/** @throws an API error of Botpress when the user does not exist. */
export async function readEndUser(
  place: { key: string; client: Client; texts: Texts },
  userId: string,
): Promise<EndUser> {
  const key = `${place.key}:${userId}`
  const seen = justSeen.get(key)
  justSeen.delete(key)
  if (seen && Date.now() - seen.at < timing.userTrust) return endUserFrom(place.texts, seen.user, seen.isNew)
  const { user } = await place.client.getUser({ id: userId })
  return endUserFrom(place.texts, user, false)
}

function endUserFrom(texts: Texts, user: UserLike, isNew: boolean): EndUser {
  const name = givenName(user.name)
  return {
    id: user.id,
    name: name ?? visitorName(texts, user.id),
    isNamed: name !== undefined,
    identity: identityOf(user.tags.identity),
    tags: user.tags,
    isNew,
  }
}

function identityOf(tag: string | undefined): Identity {
  if (tag?.startsWith(nobody.anonymous)) return { kind: 'anonymous' }
  if (tag?.startsWith(nobody.unreadable)) return { kind: 'unreadable' }
  return identityFrom(tag)
}

/** Letters and digits that are not taken for each other. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What an end user is called in the words of another configuration. */
export const nameIn = (texts: Texts, { id, name, isNamed }: EndUser): string =>
  isNamed ? name : visitorName(texts, id)

/**
 * What somebody without a name is called, so that agents can tell visitors apart: `Visitor 7F3K`. The same for the same
 * Botpress user, and says nothing of them.
 */
function visitorName(texts: Texts, userId: string): string {
  const bytes = [...createHash('sha256').update(userId).digest().subarray(0, 4)]
  return say(texts, 'visitor', { code: bytes.map((byte) => signs.charAt(byte % signs.length)).join('') })
}
