import type { ContactPolicy } from '../installation/settings'
import { type AddedGroup, addedGroups } from './added-scopes'

export type { AddedGroup }

/** A scope of the HubSpot app, as the connect page and the doctor speak of it. */
export type ScopeFact = {
  scope: string
  /** What it is for, as it reads after "to". */
  purpose: string
  /** What does not work without it. */
  cost: string
  /** Whether nothing can be set up without it. */
  needed: boolean
  granted: boolean
}

type Scope = Omit<ScopeFact, 'needed' | 'granted'> & { neededFor: readonly (ContactPolicy | 'always')[] }

export const readContacts = 'crm.objects.contacts.read'

const nothingWorks = 'conversations cannot be handed over'

/** The scopes of the hand-over, with what each buys. */
const scopes: readonly Scope[] = [
  { scope: 'oauth', purpose: 'install the app', cost: nothingWorks, neededFor: [] },
  {
    scope: 'conversations.read',
    purpose: 'list inboxes and see what happens to a conversation',
    cost: nothingWorks,
    neededFor: ['always'],
  },
  {
    scope: 'conversations.write',
    purpose: 'hand over the history and close conversations',
    cost: nothingWorks,
    neededFor: ['always'],
  },
  {
    scope: 'conversations.custom_channels.read',
    purpose: "find the bot's channel in your inboxes",
    cost: nothingWorks,
    neededFor: ['always'],
  },
  {
    scope: 'conversations.custom_channels.write',
    purpose: 'connect your inboxes and deliver messages',
    cost: nothingWorks,
    neededFor: ['always'],
  },
  {
    scope: readContacts,
    purpose: 'find the contact who is writing',
    cost: 'conversations are not linked to contacts that exist',
    neededFor: ['findOrCreate', 'findOnly'],
  },
  {
    scope: 'crm.objects.contacts.write',
    purpose: 'create a contact for somebody new',
    cost: 'no contacts are created',
    neededFor: ['findOrCreate'],
  },
  {
    scope: 'files.read',
    purpose: "bring agents' files to the user",
    cost: "agents' files reach users by HubSpot's own links, which may not open",
    neededFor: [],
  },
  {
    scope: 'files.write',
    purpose: "put users' files into the conversation",
    cost: 'files of users reach agents as links, not as files',
    neededFor: [],
  },
]

/** Asked for as required: every installation grants them. */
export const requiredScopes = ['oauth', ...scopes.filter(({ neededFor }) => neededFor.includes('always')).map(nameOf)]
/** Asked for as optional: an account that does not have them can install the app all the same. */
export const optionalScopes = scopes.map(nameOf).filter((scope) => !requiredScopes.includes(scope))

function nameOf({ scope }: { scope: string }): string {
  return scope
}

/** Holds the granted scopes against those of the hand-over, in the order in which people should read them. */
export function reportScopes(granted: readonly string[], contactPolicy: ContactPolicy): ScopeFact[] {
  return scopes.map(({ neededFor, ...scope }) => ({
    ...scope,
    needed: neededFor.includes('always') || neededFor.includes(contactPolicy),
    granted: isGranted(scope.scope, granted),
  }))
}

/** HubSpot also takes the older `files` for both of the newer ones. `oauth` is granted with any installation. */
function isGranted(scope: string, granted: readonly string[]): boolean {
  return scope === 'oauth' || granted.includes(scope) || (scope.startsWith('files.') && granted.includes('files'))
}

/** A group of scopes beyond the hand-over, as it was granted. */
export type AddedFact = {
  group: AddedGroup
  title: string
  /** What the bot can do with it, as it reads after "to". */
  purpose: string
  scopes: ScopeFact[]
  /**
   * `part`: some of its scopes, and not only those that another box was ticked for; HubSpot leaves out what the account or
   * the user cannot grant.
   */
  granted: 'all' | 'part' | 'none'
}

/** Holds the granted scopes against each group beyond the hand-over. */
export function reportAdded(granted: readonly string[]): AddedFact[] {
  const isWhole = ({ scopes }: { scopes: readonly { scope: string }[] }) =>
    scopes.every(({ scope }) => isGranted(scope, granted))
  const ofWhole = new Set(addedGroups.filter(isWhole).flatMap(({ scopes }) => scopes.map(nameOf)))
  return addedGroups.map(({ scopes, ...group }) => {
    const facts = scopes.map((scope) => ({ ...scope, needed: false, granted: isGranted(scope.scope, granted) }))
    const hasOwn = facts.some((fact) => fact.granted && !ofWhole.has(fact.scope))
    return { ...group, scopes: facts, granted: isWhole({ scopes }) ? 'all' : hasOwn ? 'part' : 'none' }
  })
}

/** All groups, in the order of their boxes. */
export const allGroups: readonly AddedGroup[] = addedGroups.map(({ group }) => group)

/**
 * The optional scopes to ask HubSpot's consent for: those of the hand-over, those of the chosen groups, and those of any
 * group that were granted before, since a new grant takes the place of the former one.
 */
export function optionalScopesFor(chosen: readonly AddedGroup[], granted: readonly string[]): string[] {
  const added = reportAdded(granted).flatMap(({ group, scopes }) =>
    scopes.filter((scope) => scope.granted || chosen.includes(group)),
  )
  return [...new Set([...optionalScopes, ...added.map(nameOf)])]
}

/** The name of the first box on the connect page that adds a scope; undefined for one that is asked for without a box. */
export function boxFor(scope: string): string | undefined {
  return addedGroups.find(({ scopes }) => scopes.some((added) => added.scope === scope))?.title
}
