import { type Check, failed, isRefusal, passed, unchecked, unread } from '../../../../../core/doctor/check'
import { type ScopeFact, scopeFacts } from '../../setup/scopes'
import type { Facts, Reading } from '../read-facts'

/** Each scope by itself, with what its absence costs; where Zoho does not list them, as far as the calls show it. */
export function checkScopes(facts: Facts): Check[] {
  const { token } = facts
  if (!token?.ok) return [unread({ id: 'scopes', title: 'The scopes are granted' }, undefined)]
  const { scopes } = token.value
  return scopeFacts.map((fact) =>
    checkScope(fact, scopes.length > 0 ? isAmong(scopes, fact.scope) : isShown(facts, fact.scope)),
  )
}

function checkScope({ scope, purpose, cost }: ScopeFact, granted: boolean | undefined): Check {
  const check = { id: `scope:${scope}`, title: `Scope ${scope} is granted, to ${purpose}` }
  if (granted === undefined) return unchecked({ ...check, detail: 'Zoho does not say which scopes were granted' })
  if (granted) return passed(check)
  return failed({
    ...check,
    detail: cost ?? 'without it nothing works',
    fix: 'Connect again on the connect page, which asks for all of them, or get a refresh token with all scopes that hub.md names.',
    breaksEscalation: cost === undefined,
  })
}

/** Case does not matter to Zoho, and `…ALL` holds all of its kind. */
function isAmong(granted: readonly string[], scope: string): boolean {
  const wanted = [scope, scope.replace(/[^.]+$/, 'ALL')].map((name) => name.toLowerCase())
  return granted.some((name) => wanted.includes(name.toLowerCase()))
}

/** What a call that needs a scope came to; undefined where none tells. */
function isShown({ visitorApi, brands, webhooks }: Facts, scope: string): boolean | undefined {
  if (scope === 'SalesIQ.Conversations.ALL') return isLetIn(visitorApi)
  if (scope === 'SalesIQ.Apps.READ') return isLetIn(brands)
  return scope === 'SalesIQ.webhooks.READ' ? isLetIn(webhooks) : undefined
}

function isLetIn(reading: Reading<unknown>): boolean | undefined {
  if (reading?.ok) return true
  return isRefusal(reading) && reading.problem.code === 1009 ? false : undefined
}
