import { type Check, failed, isRefusal, passed, unchecked, unread } from '../../../../../core/doctor/check'
import { consoleUrl, regionList } from '../../salesiq/regions'
import type { Facts } from '../read-facts'

/** The client's credentials, the token, and whether the client is of the kind that may open chats. */
export function checkCredentials(facts: Facts): Check[] {
  return [checkRegion(facts), checkClient(facts), checkToken(facts), checkKind(facts)]
}

function checkRegion({ configured: { region }, names }: Facts): Check {
  const check = { id: 'region', title: 'The region is one of Zoho' }
  return region === undefined
    ? failed({ ...check, fix: `Put one of these into ${names.region}: ${regionList}.` })
    : passed({ ...check, detail: region })
}

function checkClient({ client, configured: { region }, names }: Facts): Check {
  const check = { id: 'client', title: 'Zoho accepts client ID and client secret' }
  if (client?.ok) return passed(check)
  if (!isRefusal(client)) return unread(check, client)
  const where = region === undefined ? "your region's Zoho API console" : new URL(consoleUrl(region)).host
  return failed({
    ...check,
    detail: client.problem.message,
    fix: `Copy both again from ${where}. A client is known only in the region that it was made in: is ${names.region} right?`,
  })
}

function checkToken({ token, client }: Facts): Check {
  const check = { id: 'token', title: 'Zoho accepts the refresh token' }
  if (token?.ok) return passed(check)
  if (!isRefusal(token)) return unread(check, token)
  // What is wrong with the client is said above.
  if (isRefusal(client)) return unread(check, undefined)
  return failed({
    ...check,
    detail: token.problem.message,
    fix: 'It was revoked, belongs to another client or region, or newer ones pushed it out (Zoho keeps 20): connect again on the connect page, or get a new one as hub.md says.',
  })
}

function checkKind({ visitorApi, configured: { clientId } }: Facts): Check {
  const check = { id: 'org-client', title: 'The client is of type ORG, without which no chat can be opened' }
  if (visitorApi?.ok) return passed(check)
  const looks =
    clientId !== '' && !clientId.startsWith('1005.')
      ? `its ID does not begin with 1005., as those of ORG clients do`
      : ''
  if (isRefusal(visitorApi) && visitorApi.problem.code === 1009) {
    return failed({
      ...check,
      detail: ['SalesIQ does not take its token for the Visitor API', looks].filter((part) => part !== '').join('; '),
      fix: 'Make a client in the Zoho API console at the address that hub.md names (it ends in client_type=ORG), and connect with it. If it is one already, the scope SalesIQ.Conversations.ALL is missing: connect again.',
    })
  }
  // A screen name that is none, and the like, are said by other checks.
  if (visitorApi !== undefined && !isRefusal(visitorApi)) return unread(check, visitorApi)
  return looks === ''
    ? unread(check, undefined)
    : unchecked({ ...check, detail: looks, fix: 'Look in the Zoho API console which type it has.' })
}
