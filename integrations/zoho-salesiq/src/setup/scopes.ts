/** What Zoho is asked to allow, why, and what goes without. */
export type ScopeFact = {
  scope: string
  /** As it reads after "to". */
  purpose: string
  /** What is missing without it; undefined for what nothing works without. */
  cost: string | undefined
}

/** Names as Zoho's guide of the SalesIQ API has them. Operators are not asked for: what they do says who they are. */
export const scopeFacts: readonly ScopeFact[] = [
  { scope: 'SalesIQ.Conversations.ALL', purpose: 'open, carry and close chats', cost: undefined },
  { scope: 'SalesIQ.Apps.READ', purpose: 'read your brands and their settings', cost: undefined },
  {
    scope: 'SalesIQ.departments.READ',
    purpose: 'read the names of departments',
    cost: "the brand's own list of departments serves",
  },
  ...(['READ', 'CREATE', 'UPDATE', 'DELETE'] as const).map((verb) => ({
    scope: `SalesIQ.webhooks.${verb}`,
    purpose: {
      READ: 'find the webhook and what it could not deliver',
      CREATE: 'make the webhook that news comes by',
      UPDATE: 'repair it',
      DELETE: 'remove it with the integration',
    }[verb],
    cost: 'the webhook has to be made by hand',
  })),
]

export const scopes: readonly string[] = scopeFacts.map(({ scope }) => scope)

/** Those without which nothing works; none where Zoho does not say what it granted. Case does not matter to it. */
export function missingScopes(granted: readonly string[]): ScopeFact[] {
  if (granted.length === 0) return []
  const held = new Set(granted.map((scope) => scope.toLowerCase()))
  const isHeld = (scope: string) => held.has(scope) || held.has(scope.replace(/\.[^.]+$/, '.all'))
  return scopeFacts.filter(({ scope, cost }) => cost === undefined && !isHeld(scope.toLowerCase()))
}
