import { type Check, failed, isRefusal, passed, unread } from '../../../core/doctor/check'
import type { Facts } from '../read-facts'

/** The app's credentials, the token, and whose they are. */
export function checkCredentials(facts: Facts): Check[] {
  return [checkClient(facts), checkKey(facts), checkToken(facts), checkApp(facts), checkAccount(facts)]
}

function checkClient({ client }: Facts): Check {
  const check = { id: 'client', title: 'HubSpot accepts client ID and client secret' }
  if (client?.ok) return passed(check)
  if (isRefusal(client)) {
    return failed({ ...check, detail: client.problem.message, fix: "Copy both again from the app's Auth tab." })
  }
  return unread(check, client)
}

function checkKey({ channels }: Facts): Check {
  const check = { id: 'developer-key', title: 'HubSpot accepts the developer API key for the app' }
  if (channels?.ok) return passed(check)
  if (isRefusal(channels)) {
    const fix =
      channels.problem.status === 401
        ? 'Copy the key again from the developer account that owns the app: Development > Keys > Developer API key.'
        : 'Take app ID and developer API key from the same developer account.'
    return failed({ ...check, detail: channels.problem.message, fix })
  }
  return unread(check, channels)
}

function checkToken({ token, client }: Facts): Check {
  const check = { id: 'token', title: 'HubSpot accepts the refresh token' }
  if (token?.ok) return passed({ ...check, detail: token.value.remark })
  if (!isRefusal(token)) return unread(check, token)
  // What is wrong with the app is said above.
  if (isRefusal(client)) return unread(check, undefined)
  return failed({
    ...check,
    detail: token.problem.message,
    fix: 'It was revoked, belongs to another app, or the app was uninstalled: connect again on the connect page, or install the app again and take the new token.',
  })
}

function checkApp({ grant, configured }: Facts): Check {
  const check = { id: 'app', title: 'App ID and token are of one app' }
  if (!grant?.ok) return unread(check, grant)
  const { active, appId } = grant.value
  if (active && (appId === undefined || appId === configured.appId))
    return passed({ ...check, detail: `app ${configured.appId}` })
  return failed({
    ...check,
    detail: active ? `the token is for app ${appId}` : 'HubSpot says the token is not active',
    fix: 'Take app ID, client ID, client secret and refresh token from one app.',
  })
}

function checkAccount({ account, grant }: Facts): Check {
  const check = { id: 'portal', title: 'The HubSpot account answers' }
  if (!account?.ok) return unread(check, account)
  const { portalId, accountType, uiDomain } = account.value
  const name = grant?.ok ? grant.value.domain : undefined
  const facts = [`account ${portalId}`, name, accountType, uiDomain].filter((part) => part)
  return passed({ ...check, detail: facts.join(', ') })
}
