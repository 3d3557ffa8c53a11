import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as limitsOfTheCore from '../../core/messages/limits'
import { endReasons } from '../../core/session/session'
import { configuration } from '../../integrations/zoho-salesiq/definitions/configuration'
import { entities } from '../../integrations/zoho-salesiq/definitions/entities'
import { events } from '../../integrations/zoho-salesiq/definitions/events'
import { SalesIqError } from '../../integrations/zoho-salesiq/src/salesiq/errors'
import * as limitsOfSalesIq from '../../integrations/zoho-salesiq/src/salesiq/limits'
import { authorizeUrl } from '../../integrations/zoho-salesiq/src/salesiq/oauth'
import { accountsPaths } from '../../integrations/zoho-salesiq/src/salesiq/paths'
import { consoleUrl, hostsOf, regions } from '../../integrations/zoho-salesiq/src/salesiq/regions'
import { wantedEvents } from '../../integrations/zoho-salesiq/src/salesiq/webhooks'
import { scopeFacts, scopes } from '../../integrations/zoho-salesiq/src/setup/scopes'
import { notices } from '../../sim/botpress/hitl-plugin/notices'
import { salesiq, texts } from './sentences'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const hub = read('integrations/zoho-salesiq/hub.md')
const troubleshooting = read('docs/salesiq/troubleshooting.md')
const configured = read('docs/salesiq/configuration.md')
const behaviour = read('docs/salesiq/behaviour.md')
const byHand = read('docs/salesiq/manual-connection.md')
const between = (page: string, from: string, to: string) =>
  page.slice(page.indexOf(`\n${from}`), page.indexOf(`\n${to}`))

describe("the documents of SalesIQ's set-up", () => {
  const titlesOf = (fields: Record<string, { _def: unknown }>) =>
    Object.values(fields).map(({ _def }) => titled.parse(_def)['x-zui'].title)
  const titled = z.object({ 'x-zui': z.object({ title: z.string() }) })

  test.each(titlesOf(configuration.schema.shape))('explains the field "%s"', (title) => {
    expect(between(configured, '| Field |', '## Scopes')).toMatch(new RegExp(`^\\| \\*\\*${title}\\*\\* `, 'm'))
  })

  test.each(titlesOf(entities.salesiqChat.schema.shape))('explains "%s" of the card', (title) => {
    expect(between(hub, '## The card', '## How it behaves')).toContain(`**${title}**`)
  })

  test('names the card as newer and as older Studios do, and the fields it requires', () => {
    const escalate = between(hub, '## The card', '## How it behaves')
    for (const words of ['**Start HITL**', '**Escalate to Human**', '**Title**', '{{event.conversationId}}'])
      expect(escalate).toContain(words)
    expect(escalate).toContain('{{event.userId}}')
    expect(entities.salesiqChat.description).toMatch(/Start HITL.*Escalate to Human/s)
    const named = texts(salesiq).filter(({ text }) => /Escalate to Human|Start HITL/.test(text))
    for (const { text } of named) expect(text).toMatch(/Start HITL.*Escalate to Human/s)
  })

  test.each(regions)('leads to the console and the hosts of the region %s', (region) => {
    const { accounts, salesiq: host } = hostsOf(region)
    expect(configured).toContain(`| \`${region}\` | \`${consoleUrl(region)}\` | \`${accounts}\` | \`${host}\` |`)
  })

  test.each(scopeFacts)('says what $scope is for', ({ scope, cost }) => {
    const row = new RegExp(`^\\| \`${scope}\` \\| ${cost === undefined ? 'required' : 'optional'} \\| .*$`, 'm')
    expect(configured).toMatch(row)
  })

  test('says what goes without each scope as the connect page does', () => {
    const table = between(configured, '| Scope |', '## Regions')
    for (const cost of new Set(scopeFacts.flatMap(({ cost = [] }) => cost))) expect(table).toContain(cost)
  })

  test('asks by hand for what the page asks for', () => {
    const written = /https:\/\/accounts\.zoho\.com\S+client_id=\S+/.exec(byHand)?.[0] ?? ''
    const asked = authorizeUrl(
      { clientId: 'CLIENT_ID', region: 'us' },
      { redirectUri: 'WEBHOOK_URL', scopes, state: '' },
    )
    const [, query = ''] = asked.split('?')
    const wanted = Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => name !== 'state'))
    expect(Object.fromEntries(new URLSearchParams(written.split('?')[1]))).toEqual(wanted)
    expect(written.split('?')[0]).toBe(asked.split('?')[0])
    expect(byHand).toContain(`curl https://accounts.zoho.com${accountsPaths.token} `)
  })

  test.each(wantedEvents)('names the event %s for a webhook made by hand', (event) => {
    expect(byHand).toContain(`- \`${event}\``)
  })
})

describe('what is written of a missed chat at SalesIQ', () => {
  const missed = read('docs/salesiq/nobody-picks-up.md')

  test('are the words of the hitl plugin', () => {
    for (const words of [notices.handoff, notices.agentJoined, notices.agentClosed]) expect(missed).toContain(words)
  })

  test.each(endReasons)('tells what the reason "%s" means or that it is one', (reason) => {
    expect(missed).toContain(`\`${reason}\``)
  })

  test('names the event and what it holds', () => {
    expect(missed).toContain(`**${events.conversationMissed.title}**`)
    for (const field of Object.keys(events.conversationMissed.schema.shape)) expect(missed).toContain(`\`${field}\``)
  })
})

describe('the limits in docs/salesiq/behaviour.md', () => {
  const limits = { ...limitsOfTheCore, ...limitsOfSalesIq }
  const characters = (count: number) => `${count.toLocaleString('en-US')} characters`
  const table = between(behaviour, '## Limits', '## What is assumed')

  test.each([
    ["A user's text", characters(limits.MESSAGE_TEXT_MAX)],
    ['Title and description', characters(limits.QUESTION_TEXT_MAX)],
    ['Title and description', `up to ${(5 * limits.NOTE_TEXT_MAX).toLocaleString('en-US')}`],
    ['A note for agents', characters(limits.NOTE_TEXT_MAX)],
    ['History as messages', `${limits.PAST_MESSAGES.count} messages, ${characters(limits.PAST_MESSAGES.textMax)} each`],
    ['Custom info', `${limits.CUSTOM_INFO.count} entries, ${characters(limits.CUSTOM_INFO.textMax)} each`],
    ["A user's file", `${limits.FILE_MAX_BYTES / 1024 / 1024} MB`],
    ["An agent's file", `${limits.AGENT_FILE_COPY_MAX_BYTES / 1_000_000} MB`],
    ['Wait time', `${limits.WAIT_TIME_MAX} seconds`],
  ])('are those of the code: %s, %s', (what, limit) => {
    const row = table.split('\n').find((line) => line.startsWith(`| ${what} `))
    expect(row).toContain(limit)
  })
})

describe("the table of SalesIQ's codes", () => {
  const rows = troubleshooting
    .slice(troubleshooting.indexOf('\n## What SalesIQ answers'), troubleshooting.indexOf('\n## What agents and users'))
    .split('\n')
  const inItsOwnWords = 'In words of its own'
  const known = Array.from({ length: 100 }, (_, at) => 1000 + at).flatMap((code) => {
    const { message } = new SalesIqError('x', { status: 200, body: { error: { code, message: inItsOwnWords } } })
    const [, said] = /^SalesIQ refused to x: (.*) \(\d+\)\.$/.exec(message) ?? []
    return said === undefined || said === inItsOwnWords ? [] : [{ code, said }]
  })

  test('knows of codes at all', () => {
    expect(known.length).toBeGreaterThan(20)
  })

  test.each(known)('has $code in the row of "$said"', ({ code, said }) => {
    const row = rows.find((line) => line.includes(`\`${said}\``))
    expect(row?.split(' | ')[1]?.split(', ')).toContain(String(code))
  })
})
