import { beforeEach, describe, expect, test } from 'vitest'
import { complete } from '../../scripts/live/findings'
import { assumptions } from '../../scripts/live/hubspot/assumptions'
import { onSim } from '../../scripts/live/hubspot/on-sim'
import { runLive } from '../../scripts/live/hubspot/run'
import { needed } from '../../scripts/live/hubspot/settings'
import { emptyIn } from '../../scripts/live/settings'
import { watchLog } from '../stage/watch-log'

/** The test of a real account, tried on the stand-in. */

beforeEach(() => {
  watchLog()
})

const report = async (
  change: (settings: Parameters<typeof runLive>[0]) => Partial<Parameters<typeof runLive>[0]> = () => ({}),
) => {
  const lines: string[] = []
  const passed = await onSim((settings, agent) =>
    runLive({ ...settings, ...change(settings) }, agent, (line) => lines.push(line)),
  )
  return { passed, text: lines.join('\n') }
}

describe('the live test', () => {
  test('plays the happy path and names each assumption with what was seen', { timeout: 60_000 }, async () => {
    const { passed, text } = await report()
    expect(text).not.toContain('✗')
    expect(passed).toBe(true)
    expect(text).toMatch(
      /^The app's webhook target has to be http:\/\/127\.0\.0\.1:\d+\/hubspot-inbox-hitl-live-test\n/,
    )
    // Botpress is a stand-in, so nothing can be learnt of it.
    const { model, ...ofHubSpot } = assumptions
    for (const name of Object.keys(ofHubSpot)) expect(text).toContain(`✓ ${name}: confirmed`)
    expect(text).toContain('– model: not seen')
    expect(model).not.toBe('')
  })

  test('says which step failed and why, and what was therefore not seen', async () => {
    const { passed, text } = await report(() => ({ developerApiKey: 'wrong' }))
    expect(passed).toBe(false)
    expect(text).toMatch(/✗ going on: failed \(.*"Developer API key"/)
    expect(text).toContain('– redelivery: not seen')
  })

  test('without values names those that are missing', () => {
    expect(emptyIn({ HUBSPOT_APP_ID: ' ', HUBSPOT_CLIENT_ID: '1' }, needed)).toEqual([
      'HUBSPOT_APP_ID',
      'HUBSPOT_DEVELOPER_API_KEY',
      'HUBSPOT_CLIENT_SECRET',
      'HUBSPOT_REFRESH_TOKEN',
      'HUBSPOT_INBOX_ID',
      'LIVE_PUBLIC_URL',
    ])
  })

  test('lists every assumption, those nobody looked at as not seen', () => {
    const all = complete(assumptions, [{ id: 'contact', outcome: 'refuted', detail: 'no' }], 'why')
    expect(all.map(({ id }) => id).sort()).toEqual(Object.keys(assumptions).sort())
    expect(all.filter(({ outcome }) => outcome === 'not seen')).toHaveLength(all.length - 1)
  })
})
