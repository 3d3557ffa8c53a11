import type { SimResponse } from '../http/server'
import { createAuthCode, grantsOf } from './grants'
import type { Client } from './model'
import { accountsServerOf } from './regions'
import { type ApiRequest, open } from './routes'
import { portalOf, type World } from './world'

/**
 * Zoho's consent pages: for a whole organization (`/org/auth`, clients of kind ORG alone), and for a person's own account.
 * Plain forms; the look is of no interest.
 */
export const authorizeRoutes = [
  open('GET', '/oauth/v2/org/auth', (request) => consent(request, 'ORG')),
  open('POST', '/oauth/v2/org/auth', (request) => decide(request, 'ORG')),
  open('GET', '/oauth/v2/auth', (request) => consent(request, 'SERVER')),
  open('POST', '/oauth/v2/auth', (request) => decide(request, 'SERVER')),
]

function consent({ world, http }: ApiRequest, kind: Client['kind']): SimResponse {
  const asked = check(world, http.query, kind)
  if (typeof asked === 'string') return page(400, `<p role="alert">${asHtml(asked)}</p>`)
  const portals = [...world.portals.keys()].map(
    (name, index) =>
      `<p><label><input type="radio" name="screenName" value="${asHtml(name)}"${index === 0 ? ' checked' : ''}> ${asHtml(name)}</label></p>`,
  )
  const list = asked.scopes.map((scope) => `<li>${asHtml(scope)}</li>`).join('')
  return page(
    200,
    `<p>The client ${asHtml(asked.client.clientId)} asks for:</p><ul>${list}</ul>
<form method="post" action="?${asHtml(http.query.toString())}">${portals.join('')}
<button name="decision" value="accept">Accept</button> <button name="decision" value="reject">Reject</button></form>`,
  )
}

function decide({ world, http }: ApiRequest, kind: Client['kind']): SimResponse {
  const asked = check(world, http.query, kind)
  if (typeof asked === 'string') return page(400, `<p role="alert">${asHtml(asked)}</p>`)
  const form = new URLSearchParams(http.body.toString('utf8'))
  const answer = new URL(asked.redirectUri)
  const add = (name: string, value: string) => answer.searchParams.append(name, value)
  const state = http.query.get('state')
  if (state !== null) add('state', state)
  if (form.get('decision') !== 'accept') {
    add('error', 'access_denied')
    return { status: 302, headers: { location: answer.toString() } }
  }
  const screenName = form.get('screenName') ?? ''
  const { region } = portalOf(world, { screenName })
  const { clientId } = asked.client
  const { redirectUri, scopes } = asked
  // Who has consented before is not given another refresh token unless consent is asked for anew.
  const isFirst = grantsOf(world, { clientId, screenName }).length === 0 || http.query.get('prompt') === 'consent'
  const offline = http.query.get('access_type') === 'offline' && isFirst
  add('code', createAuthCode(world, { clientId, screenName, scopes, redirectUri, offline }))
  add('location', world.settings.location ?? region)
  add('accounts-server', world.settings.accountsServer ?? accountsServerOf(region))
  return { status: 302, headers: { location: answer.toString() } }
}

type Asked = { client: Client; scopes: string[]; redirectUri: string }

/** What was asked for, or what Zoho would say is wrong with it. */
function check(world: World, query: URLSearchParams, kind: Client['kind']): Asked | string {
  const client = world.clients.get(query.get('client_id') ?? '')
  // A client of another kind is as unknown here as one that does not exist.
  if (client === undefined || client.kind !== kind) return 'Invalid client: this client is not known here.'
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!client.redirectUrls.includes(redirectUri)) {
    return 'Invalid redirect URI: it does not match one of those set for this client.'
  }
  if (query.get('response_type') !== 'code') return 'Invalid response type.'
  const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '')
  if (scopes.length === 0 || !scopes.every(isScope)) return 'Invalid OAuth scope: the scope does not exist.'
  return { client, scopes, redirectUri }
}

const isScope = (scope: string): boolean =>
  /^salesiq\.(conversations|apps|departments|operators|webhooks)\.(all|read|create|update|delete)$/i.test(scope)

function page(status: number, content: string): SimResponse {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><html lang="en"><title>Let a client in (stand-in for Zoho)</title><main><h1>Let a client in</h1>${content}</main></html>`,
  }
}

const asHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
