import QuickLRU from 'quick-lru'
import { isRefusal } from '../../core/desk'
import { introspect } from '../hubspot/oauth'
import { currentCredentials } from '../installation/token-refresher'
import { timing } from '../timing'
import type { Crm } from './crm'

/**
 * By access token, since a new consent brings new ones: whoever just connected again with one more box ticked is not to
 * wait.
 */
const cache = new QuickLRU<string, Promise<readonly string[]>>({ maxSize: 300, maxAge: timing.schemaTrust })

/**
 * The scopes that the connection was granted; undefined where HubSpot does not say, and then it has to be tried.
 *
 * @throws a passing fault.
 */
export async function grantedScopes({ installation, deadline }: Crm): Promise<readonly string[] | undefined> {
  const { accessToken } = await currentCredentials(installation, deadline)
  const known = cache.get(accessToken)
  const asking = known ?? introspect(installation.settings.app, accessToken, deadline).then(({ scopes }) => scopes)
  if (known === undefined) {
    cache.set(accessToken, asking)
    asking.catch(() => cache.delete(accessToken))
  }
  try {
    return await asking
  } catch (error) {
    if (!isRefusal(error)) throw error
    return undefined
  }
}

/** Whether any of some scopes was granted; what is not known is taken for granted, and HubSpot will say. */
export const isGranted = (granted: readonly string[] | undefined, scopes: readonly string[]): boolean =>
  granted === undefined || scopes.some((scope) => granted.includes(scope))
