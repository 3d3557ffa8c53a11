import type { Outcome } from '../../../../core/desk'

type Failure = {
  status: number | undefined
  code: number | undefined
  /** What SalesIQ says was wrong, such as `app_id`. */
  field: string | undefined
  oauthError: string | undefined
  outcome: Outcome
}

const later = 'Try again in a moment; if it stays so, see status.zoho.com.'
const report = "If this stays so, report it with SalesIQ's words."

/** The next step for the bot's owner when Zoho did not do what it was asked; empty where nothing is left to do. */
export function adviceOn({ status, code, field = '', oauthError, outcome }: Failure): string {
  if (oauthError !== undefined) return onOauth(oauthError)
  switch (code) {
    case 1005:
      return 'Check "Screen name": it is the word after the host in the address of your SalesIQ, salesiq.zoho.com/SCREEN-NAME. And check "Region". Where both were chosen on the connect page, connect again.'
    case 1008:
      return 'Connect again: empty "Refresh token", save, and follow the link in the log; or put a new refresh token there.'
    case 1009:
      return 'Either a scope is missing, or the client is not an ORG client, without which no chat can be opened. Make a client of type ORG as hub.md says, and connect again so that all scopes are asked for.'
    case 1014:
      return "Save the integration's configuration again: what is there already is found then."
    case 1016:
      return 'Have an administrator of the SalesIQ portal connect the bot.'
    case 1017:
    case 1021:
      return 'See what your SalesIQ plan includes, under Settings > Subscription; the feature or the room for it is not in it.'
    // A link goes in a file's place, and what does not exist needs nothing done to it.
    case 1018:
    case 1019:
    case 1027:
    case 1028:
      return ''
    case 1020:
    case 1024:
      return 'See in SalesIQ whether the department has operators, under Settings > Departments.'
    case 1025:
      return onDepartment
    case 1023:
      return 'SalesIQ has locked the address that the request came from for a while; it is tried again later.'
    case 1007:
    case 1011:
    case 1015:
    case 1031:
      return onField(field)
  }
  if (status === undefined || outcome === 'unclear' || outcome === 'busy') return later
  if (status === 401) return 'Connect again: empty "Refresh token", save, and follow the link in the log.'
  return report
}

const onDepartment = 'Check "Department ID": it has to be a department of the brand.'

/** What of the configuration, or of the card, the wrong value comes from. */
function onField(field: string): string {
  if (/department/.test(field)) return onDepartment
  if (/app_id/.test(field)) {
    return 'Check "Brand ID": it has to be a brand of the portal. Where it was chosen on the connect page, connect again.'
  }
  if (/wait_time/.test(field)) return 'Check "Wait time".'
  return report
}

function onOauth(error: string): string {
  if (/^invalid_client_secret/.test(error))
    return 'Copy "Client secret" again from the Zoho API console of your region.'
  if (/^invalid_client/.test(error)) {
    return 'Copy "Client ID" and "Client secret" again from the Zoho API console, and check "Region": a client is known only in the region that it was made in.'
  }
  if (/^invalid_code/.test(error)) {
    return 'The refresh token was revoked, belongs to another client or region, or was pushed out by newer ones (Zoho keeps 20). Put a new one into "Refresh token", or empty that field, save, and follow the link in the log.'
  }
  if (/^redirect_uri/.test(error)) return "Add this bot's webhook URL to the client's redirect URIs, exactly as it is."
  if (/^access denied$/i.test(error)) {
    return 'Zoho gives out ten access tokens in ten minutes at most; wait some minutes. If it stays so, see which other bot or tool uses the same refresh token.'
  }
  return 'Try again in some minutes; if it stays so, connect again.'
}
