import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as limitsOfTheCore from '../../core/messages/limits'
import { theCard } from '../../core/pages/parts'
import { configuration } from '../../definitions/configuration'
import { entities } from '../../definitions/entities'
import * as limitsOfHubSpot from '../../src/hubspot/limits'
import { paths } from '../../src/hubspot/versions'
import { optionalScopes } from '../../src/setup/scopes'
import { hubspot, texts } from './sentences'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const hub = read('hub.md')
const behaviour = read('docs/behaviour.md')
const byHand = read('docs/manual-connection.md')

describe('the documents of the set-up', () => {
  const titlesOf = (fields: Record<string, { _def: unknown }>) =>
    Object.values(fields).map(({ _def }) => titled.parse(_def)['x-zui'].title)
  const titled = z.object({ 'x-zui': z.object({ title: z.string() }) })

  test.each(titlesOf(configuration.schema.shape))('explains the field "%s"', (title) => {
    expect(read('docs/configuration.md')).toMatch(new RegExp(`^\\| \\*\\*${title}\\*\\* `, 'm'))
  })

  test.each(titlesOf(entities.hubspotThread.schema.shape))('explains "%s" of the card', (title) => {
    expect(read('docs/card.md')).toContain(`**${title}**`)
  })

  test('names the card as newer and as older Studios do, and the fields it requires', () => {
    const escalate = hub.slice(hub.indexOf('\n## The card'), hub.indexOf('\n## How it behaves'))
    for (const words of [
      '**Start HITL**',
      '**Escalate to Human**',
      '**Title**',
      '`{{event.conversationId}}`',
      '`{{event.userId}}`',
    ]) {
      expect(escalate).toContain(words)
    }
  })

  test('names the card so wherever a bot builder reads of it', () => {
    const explained = [
      entities.hubspotThread.description,
      String(configuration.schema.shape.additionalInboxIds.description),
      String(theCard),
    ]
    for (const text of explained) expect(text).toMatch(/Start HITL.*Escalate to Human/s)
    const named = texts(hubspot).filter(({ text }) => /Escalate to Human|Start HITL/.test(text))
    for (const { text } of named) expect(text).toMatch(/Start HITL.*Escalate to Human/s)
  })

  const auth = z
    .object({ requiredScopes: z.array(z.string()), optionalScopes: z.array(z.string()) })
    .parse(JSON.parse(read('hubspot-app/src/app/app-hsmeta.json')).config.auth)

  test.each(auth.requiredScopes)('says what the required scope %s buys', (scope) => {
    expect(read('docs/scopes.md')).toMatch(new RegExp(`^\\| \`${scope}\` +\\| required \\|`, 'm'))
  })

  test.each(auth.optionalScopes)('says what the optional scope %s buys', (scope) => {
    expect(read('docs/scopes.md')).toMatch(new RegExp(`^\\| \`${scope}\` +\\| optional \\|`, 'm'))
  })

  test.each(['docs/manual-connection.md', 'hubspot-app/README.md'])(
    'asks for exactly the scopes of the hand-over, in %s',
    (file) => {
      const link = /https:\/\/app\.hubspot\.com\/oauth\/authorize\?[^\n]+/.exec(read(file))?.[0] ?? ''
      const asked = (name: string) => new URLSearchParams(link.split('?')[1]).get(name)?.split(' ').toSorted()
      expect(asked('scope')).toEqual(auth.requiredScopes.toSorted())
      expect(asked('optional_scope')).toEqual(optionalScopes.toSorted())
    },
  )

  test('exchanges the code at the OAuth endpoint that the integration uses', () => {
    expect(byHand).toContain(`https://api.hubapi.com${paths.token} `)
    expect(byHand).not.toContain('/oauth/v1')
  })
})

describe('the limits in docs/behaviour.md', () => {
  const limits = { ...limitsOfTheCore, ...limitsOfHubSpot }
  const megabytes = (bytes: number) => `${bytes / 1_000_000} MB`
  const characters = (count: number) => `${count.toLocaleString('en-US')} characters`
  const table = behaviour.slice(behaviour.indexOf('\n## Limits'), behaviour.indexOf('\n## Privacy'))

  test.each([
    ["A user's text", characters(limits.MESSAGE_TEXT_MAX)],
    ['History as internal comment', characters(limits.HISTORY_TEXT_MAX)],
    ['History in the first message', characters(limits.FIRST_MESSAGE_HISTORY_MAX)],
    ["A user's file", megabytes(limits.FILE_TO_HUBSPOT_MAX_BYTES)],
    ["An agent's attachments", `${limits.AGENT_ATTACHMENTS_MAX} per reply`],
    ["An agent's attachments", `${megabytes(limits.AGENT_FILE_MAX_BYTES)} each`],
    ["An agent's attachments", `${megabytes(limits.AGENT_FILES_TOTAL_MAX_BYTES)} together`],
    ["An agent's file copied to Botpress", megabytes(limits.AGENT_FILE_COPY_MAX_BYTES)],
    ['Images inside a reply', `${limits.INLINE_IMAGES_MAX} as images`],
    ['Rich text', characters(limits.RICH_TEXT_MAX.length)],
  ])('are those of the code: %s, %s', (what, limit) => {
    const row = table.split('\n').find((line) => line.startsWith(`| ${what} `))
    expect(row).toContain(limit)
  })
})
