import { consoleUrl, regionList } from '../../../../integrations/zoho-salesiq/src/salesiq/regions'
import { type Check, failed, isRefusal, passed, unchecked, unread } from '../../check'
import { checkFilledIn } from '../../filled-in'
import type { Facts } from '../read-facts'
import { variables } from '../settings'

/** The client's credentials, the token, and whether the client is of the kind that may open chats. */
export function checkCredentials(facts: Facts): Check[] {
  return [
    ...checkFilledIn(missingIn(facts), 'Zoho client', "the values of the Zoho client and the bot's webhook URL"),
    checkRegion(facts),
    checkClient(facts),
    checkToken(facts),
    checkKind(facts),
  ]
}

const needed = ['clientId', 'clientSecret', 'webhookUrl'] as const

const missingIn = ({ missingFile, given }: Facts) => ({
  missingFile,
  missing: needed.filter((name) => !given[name]).map((name) => variables[name]),
})

function checkRegion({ settings: { region } }: Facts): Check {
  const check = { id: 'region', title: 'The region is one of Zoho' }
  return region === undefined
    ? failed({ ...check, fix: `Put one of these into ${variables.region}: ${regionList}.` })
    : passed({ ...check, detail: region })
}

function checkClient({ token, settings: { region } }: Facts): Check {
  const check = { id: 'client', title: 'Zoho accepts client ID and client secret' }
  if (token?.ok || isOfToken(token)) return passed(check)
  if (!isRefusal(token)) return unread(check, token)
  const where = region === undefined ? "your region's Zoho API console" : new URL(consoleUrl(region)).host
  return failed({
    ...check,
    detail: token.problem.message,
    fix: `Copy both again from ${where}. A client is known only in the region that it was made in: is ${variables.region} right?`,
  })
}

function checkToken({ token, given }: Facts): Check {
  const check = { id: 'token', title: 'Zoho accepts the refresh token' }
  if (!given.refreshToken) {
    return unchecked({
      ...check,
      detail: `a connection made on the connect page is stored in Botpress, where the doctor cannot look: without ${variables.refreshToken} in .env it can check nothing of it. The integration itself checks it daily and writes to the bot's log`,
    })
  }
  if (token?.ok) return passed(check)
  if (!isRefusal(token)) return unread(check, token)
  // What is wrong with the client is said above.
  if (!isOfToken(token)) return unread(check, undefined)
  return failed({
    ...check,
    detail: token.problem.message,
    fix: 'It was revoked, belongs to another client or region, or newer ones pushed it out (Zoho keeps 20): connect again on the connect page, or get a new one as hub.md says.',
  })
}

/** Whether Zoho had nothing against the client, but against the token. */
const isOfToken = (token: Facts['token']) => isRefusal(token) && /^invalid_code/.test(token.problem.oauthError ?? '')

function checkKind({ visitorApi, settings: { clientId } }: Facts): Check {
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
