import { createHash } from 'node:crypto'
import nock from 'nock'
import { afterEach, beforeEach, expect } from 'vitest'
import { readSettings } from '../../src/installation/settings'
import type { Credentials } from '../../src/installation/states'
import type { Rig } from './botpress-rig'

/** Lets nock play HubSpot's OAuth while Botpress is spoken to over loopback. */
export function nockOAuth(): void {
  beforeEach(() => {
    nock.disableNetConnect()
    nock.enableNetConnect('127.0.0.1')
  })

  afterEach(() => {
    const left = nock.pendingMocks()
    nock.cleanAll()
    expect(left).toEqual([])
  })
}

export const sha = (token: string) => createHash('sha256').update(token).digest('hex')
export const inAnHour = () => Date.now() + 3_600_000

export const stored = (changes: Partial<Credentials> = {}): Credentials => ({
  refreshToken: 'na1-stored',
  accessToken: 'access-stored',
  expiresAt: inAnHour(),
  portalId: '7000001',
  configuredTokenHash: sha('na1-configured'),
  ...changes,
})

/** HubSpot gives tokens for this refresh token, once. */
export function grants(refreshToken: string, answer: Record<string, unknown> = {}): void {
  nock('https://api.hubapi.com')
    .post('/oauth/2026-09/token', (form) => form.refresh_token === refreshToken)
    .reply(200, {
      access_token: `access-for-${refreshToken}`,
      refresh_token: refreshToken,
      expires_in: 1800,
      hub_id: 7000001,
      ...answer,
    })
}

export function refuses(refreshToken: string, error = 'invalid_grant'): void {
  nock('https://api.hubapi.com')
    .post('/oauth/2026-09/token', (form) => form.refresh_token === refreshToken)
    .reply(400, { error, error_description: 'not accepted' })
}

/** As another process sees the installation: the same state, a memory of its own. */
export const place = (rig: Rig) => ({ ...rig, settings: readSettings(rig.ctx.configuration), memory: {} })

/** The deadline of somebody who waits a second, in epoch ms. */
export const soon = () => Date.now() + 1_000
