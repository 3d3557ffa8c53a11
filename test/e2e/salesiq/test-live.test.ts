import { beforeEach, describe, expect, test } from 'vitest'
import { assumptions } from '../../../scripts/live/salesiq/assumptions'
import { onSim } from '../../../scripts/live/salesiq/on-sim'
import { probeMissed } from '../../../scripts/live/salesiq/probe-missed'
import { runLive } from '../../../scripts/live/salesiq/run'
import { type LiveSettings, needed } from '../../../scripts/live/salesiq/settings'
import { openSalesIqTheatre } from '../../../scripts/live/salesiq/theatre'
import { emptyIn } from '../../../scripts/live/settings'
import type { SalesIqSimOptions } from '../../../sim/salesiq'
import { watchLog } from '../../stage/watch-log'

/** The test of a real portal, tried on the stand-in. */

beforeEach(() => {
  watchLog()
})

async function report(changes: Partial<LiveSettings> = {}, options?: SalesIqSimOptions) {
  const lines: string[] = []
  const passed = await onSim(
    (settings, agent) => runLive({ ...settings, ...changes }, agent, (line) => lines.push(line)),
    options,
  )
  return { passed, text: lines.join('\n') }
}

describe('the live test of SalesIQ', () => {
  test('plays the happy path and names each assumption with what was seen', { timeout: 60_000 }, async () => {
    const { passed, text } = await report()
    expect(text).not.toContain('✗')
    expect(passed).toBe(true)
    const offline = '– offline: not seen'
    expect(text).toContain(offline)
    for (const name of Object.keys(assumptions)) {
      expect(text).toContain(name === 'offline' ? offline : `✓ ${name}: confirmed`)
    }
  })

  test('says of a Zoho that is otherwise which assumptions fail, and how; the steps pass all the same', {
    timeout: 90_000,
  }, async () => {
    const { passed, text } = await report(
      { patience: 5_000 },
      {
        ...{ waitScale: 15, customerInfoInEvents: 'completed', agentFiles: 'bare', sendIntoEnded: 'accept' },
        ...{ visitorClose: 'off', pastMessages: false, textMax: 900 },
        ...{ joinsVisitorsBy: 'email', keyFormat: 'base64', orgTokenOn: ['transcript', 'webhooks', 'attachments'] },
      },
    )
    expect(text).not.toMatch(/: (failed|skipped) /)
    expect(passed).toBe(true)
    for (const [name, how] of [
      ['marker', /with it: completed; without: attender\.updated/],
      ['operatorCalls', /refused: look \(error 1009\), list \(error 1009\), note \(error 1009\), close \(error 1009\)/],
      ['agentFile', /the message has msgid, sender, meta; only the transcript says where it is, which answers 200/],
      ['afterEnd', /it was taken/],
      ['pastMessages', /error 1011/],
      ['limits', /a question of 1000 is refused; a text of 4000 is refused \(error 1011\)/],
      ['visitorClose', /error 1006/],
    ] as const) {
      expect(text).toMatch(new RegExp(`✗ ${name}: refuted\\..*${how.source}`))
    }
    expect(text).toMatch(/✓ signature: confirmed.*bare base64/)
  })

  test('knows a chat that is missed at once, since nobody is online', async () => {
    await onSim(
      async (settings) => {
        const theatre = await openSalesIqTheatre(settings)
        await theatre.bot.register()
        const { findings } = await probeMissed(theatre, () => {}, 1_000)
        expect(findings).toMatchObject([
          { id: 'offline', outcome: 'confirmed' },
          { id: 'missed', outcome: 'confirmed' },
        ])
        await theatre.close()
      },
      { nobodyOnline: 'missed' },
    )
  })

  test('says which step failed and why, and what was therefore not seen', async () => {
    const { passed, text } = await report({ appId: '1' })
    expect(passed).toBe(false)
    expect(text).toMatch(/✗ going on: failed \(.*"Brand ID"/)
    expect(text).toContain('– redelivery: not seen')
  })

  test('without values names those that are missing', () => {
    expect(emptyIn({ ZOHO_CLIENT_ID: '1005.C', ZOHO_CLIENT_SECRET: ' ' }, needed)).toEqual([
      'ZOHO_CLIENT_SECRET',
      'ZOHO_REFRESH_TOKEN',
      'ZOHO_SCREEN_NAME',
      'LIVE_PUBLIC_URL',
    ])
  })
})
