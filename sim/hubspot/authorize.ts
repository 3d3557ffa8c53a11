import type { SimResponse } from '../http/server'
import type { App } from './model'
import { createAuthCode } from './oauth'
import { type ApiRequest, open } from './routes'
import type { World } from './world'

/**
 * HubSpot's pages for installing an app, which live at app.hubspot.com: which account, and whether to allow what the app
 * asks for. Plain forms; the look is of no interest.
 */
export const authorizeRoutes = [
  open('GET', '/oauth/authorize', ({ world, http }) => consent(world, http.query)),
  open('POST', '/oauth/authorize', (request) => decide(request)),
]

function consent(world: World, query: URLSearchParams): SimResponse {
  const asked = check(world, query)
  if (typeof asked === 'string') return page(400, `<p role="alert">${asHtml(asked)}</p>`)
  const { app, scopes, optional } = asked
  const portals = [...world.portals.keys()].map(
    (id, index) =>
      `<p><label><input type="radio" name="portalId" value="${id}"${index === 0 ? ' checked' : ''}> Account ${id}</label></p>`,
  )
  const list = (names: string[]) => names.map((name) => `<li>${asHtml(name)}</li>`).join('')
  return page(
    200,
    `<p>${asHtml(app.name)} asks to:</p><ul>${list(scopes)}</ul><p>Optional:</p><ul>${list(optional)}</ul>
<form method="post" action="?${asHtml(query.toString())}">${portals.join('')}
<button name="decision" value="allow">Connect app</button> <button name="decision" value="deny">Cancel</button></form>`,
  )
}

function decide({ world, http }: ApiRequest): SimResponse {
  const asked = check(world, http.query)
  if (typeof asked === 'string') return page(400, `<p role="alert">${asHtml(asked)}</p>`)
  const { app, scopes, optional, redirectUri } = asked
  const form = new URLSearchParams(http.body.toString('utf8'))
  const answer = new URL(redirectUri)
  if (form.get('decision') === 'allow') {
    const portalId = Number(form.get('portalId'))
    const withheld = app.withheldScopes
    const granted = [...scopes, ...optional].filter((scope) => !withheld.includes(scope))
    answer.searchParams.set('code', createAuthCode(world, { appId: app.appId, portalId, scopes: granted, redirectUri }))
  } else {
    answer.searchParams.set('error', 'access_denied')
    answer.searchParams.set('error_description', 'The user denied the request')
  }
  const state = http.query.get('state')
  if (state !== null) answer.searchParams.set('state', state)
  return { status: 302, headers: { location: answer.toString() } }
}

type Asked = { app: App; scopes: string[]; optional: string[]; redirectUri: string }

/** What was asked for, or what HubSpot would say is wrong with it. */
function check(world: World, query: URLSearchParams): Asked | string {
  const app = [...world.apps.values()].find(({ clientId }) => clientId === query.get('client_id'))
  if (app === undefined) return 'There is no app with this client ID.'
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!app.redirectUrls.includes(redirectUri)) return 'The redirect URL does not match one registered for this app.'
  const words = (name: string) => (query.get(name) ?? '').split(' ').filter((word) => word !== '')
  const asked = { scopes: words('scope'), optional: words('optional_scope') }
  const { declaredScopes } = app
  const strangers = [...asked.scopes, ...asked.optional].filter((scope) => declaredScopes?.includes(scope) === false)
  if (strangers.length > 0) {
    return `Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes: ${strangers.join(', ')}.`
  }
  return { app, ...asked, redirectUri }
}

function page(status: number, content: string): SimResponse {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><html lang="en"><title>Connect an app (stand-in for HubSpot)</title><main><h1>Connect an app</h1>${content}</main></html>`,
  }
}

const asHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
