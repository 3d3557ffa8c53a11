import { readdirSync, readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { scopes, subscriptions } from '../../sim/hubspot-stage'
import { markOf, projectFiles } from '../../src/hubspot-app/project'
import { projectZip } from '../../src/hubspot-app/project-zip'
import { allGroups, optionalScopes, optionalScopesFor, requiredScopes } from '../../src/setup/scopes'
import { subscriptions as lookedFor } from '../../src/setup/webhook-findings'

const url = z.literal('https://webhook.botpress.cloud/YOUR-WEBHOOK-ID')

/** HubSpot's rule for a uid: up to 64 letters, digits, `_`, `-`, `.`. */
const uid = z.string().regex(/^[\w.-]{1,64}$/)

const projectSchema = z.strictObject({
  name: z.string().min(1),
  srcDir: z.literal('src'),
  platformVersion: z.literal('2026.09'),
})

const appSchema = z.strictObject({
  uid,
  type: z.literal('app'),
  config: z.strictObject({
    name: z.string().trim().min(1).max(200),
    description: z.string().min(1).max(8192),
    distribution: z.literal('private'),
    auth: z.strictObject({
      type: z.literal('oauth'),
      redirectUrls: z.tuple([url]),
      requiredScopes: z.array(z.string()),
      optionalScopes: z.array(z.string()),
      conditionallyRequiredScopes: z.tuple([]),
    }),
  }),
})

const subscriptionSchema = z.strictObject({
  subscriptionType: z.string(),
  propertyName: z.string().optional(),
  active: z.literal(true),
})

const webhooksSchema = z.strictObject({
  uid,
  type: z.literal('webhooks'),
  config: z.strictObject({
    settings: z.strictObject({
      targetUrl: url,
      // HubSpot refuses 5 or less.
      maxConcurrentRequests: z.int().gt(5),
    }),
    subscriptions: z.strictObject({
      crmObjects: z.tuple([]),
      legacyCrmObjects: z.tuple([]),
      hubEvents: z.array(subscriptionSchema),
    }),
  }),
})

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../hubspot-app/${path}`, import.meta.url), 'utf8'))
}

describe('the HubSpot app', () => {
  test('is a project for platform 2026.09', () => {
    projectSchema.parse(read('hsproject.json'))
  })

  test('asks for exactly the scopes that the integration needs, the optional ones as optional', () => {
    const { auth } = appSchema.parse(read('src/app/app-hsmeta.json')).config
    expect(auth.requiredScopes.toSorted()).toEqual([
      'conversations.custom_channels.read',
      'conversations.custom_channels.write',
      'conversations.read',
      'conversations.write',
      'oauth',
    ])
    expect(auth.optionalScopes).toEqual([
      'crm.objects.contacts.read',
      'crm.objects.contacts.write',
      'files.read',
      'files.write',
      'crm.objects.companies.read',
      'crm.objects.companies.write',
      'crm.objects.deals.read',
      'crm.objects.deals.write',
      'tickets',
      'crm.objects.owners.read',
      'crm.objects.users.read',
      'crm.objects.custom.read',
      'crm.objects.custom.write',
      'crm.schemas.custom.read',
    ])
  })

  test('declares whatever the connect page can ask for, and what the stand-in knows of it', () => {
    const { auth } = appSchema.parse(read('src/app/app-hsmeta.json')).config
    expect(requiredScopes).toEqual(auth.requiredScopes)
    expect(optionalScopesFor(allGroups, [])).toEqual(auth.optionalScopes)
    expect(scopes.required).toEqual(auth.requiredScopes)
    expect([...scopes.contacts, ...scopes.files]).toEqual(optionalScopes)
    expect([...optionalScopes, ...scopes.crm, ...scopes.customObjects]).toEqual(auth.optionalScopes)
  })

  test('subscribes to exactly the conversation events that the integration handles', () => {
    const { hubEvents } = webhooksSchema.parse(read('src/app/webhooks/webhooks-hsmeta.json')).config.subscriptions
    const names = hubEvents.map((event) => [event.subscriptionType, event.propertyName].filter(Boolean).join(' '))
    expect(names.toSorted()).toEqual([
      'conversation.deletion',
      'conversation.newMessage',
      'conversation.privacyDeletion',
      'conversation.propertyChange assignedTo',
      'conversation.propertyChange isArchived',
      'conversation.propertyChange status',
    ])
  })

  test('subscribes to what the doctor looks for, and what the stand-in plays', () => {
    const { hubEvents } = webhooksSchema.parse(read('src/app/webhooks/webhooks-hsmeta.json')).config.subscriptions
    const declared = hubEvents.map(({ subscriptionType, propertyName }) => ({ subscriptionType, propertyName }))
    const wanted = lookedFor.map(({ eventType, propertyName }) => ({ subscriptionType: eventType, propertyName }))
    expect(declared).toEqual(wanted)
    expect(new Set(declared.map(({ subscriptionType }) => subscriptionType))).toEqual(new Set(subscriptions))
  })

  test('takes one URL as redirect URL and as webhook target', () => {
    const app = appSchema.parse(read('src/app/app-hsmeta.json'))
    const webhooks = webhooksSchema.parse(read('src/app/webhooks/webhooks-hsmeta.json'))
    expect(webhooks.config.settings.targetUrl).toBe(app.config.auth.redirectUrls[0])
  })

  test('gives app and webhooks different uids', () => {
    const app = appSchema.parse(read('src/app/app-hsmeta.json'))
    const webhooks = webhooksSchema.parse(read('src/app/webhooks/webhooks-hsmeta.json'))
    expect(webhooks.uid).not.toBe(app.uid)
  })
})

describe('the project that the connect page offers', () => {
  const url = 'https://webhook.botpress.cloud/hook-1'
  const unzipped = ({ url }: { url: string }) => {
    const [head, base64 = ''] = url.split(',')
    expect(head).toBe('data:application/zip;base64')
    const files = Object.entries(unzipSync(Buffer.from(base64, 'base64')))
    return Object.fromEntries(files.map(([path, bytes]) => [path, JSON.parse(Buffer.from(bytes).toString('utf8'))]))
  }

  test('is this folder, but for its names and its URL', () => {
    const placeholder = 'https://webhook.botpress.cloud/YOUR-WEBHOOK-ID'
    const files = projectFiles(placeholder)
    for (const { path, content } of files) expect(content).toEqual(read(path))
    const folder = new URL('../../hubspot-app/', import.meta.url)
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    expect(names.map((name) => name.replaceAll('\\', '/')).toSorted()).toEqual(files.map(({ path }) => path).toSorted())
  })

  test('is a zip with one folder, in which the names are this bot’s own and HubSpot accepts them', () => {
    const mark = markOf('hook-1')
    expect(mark).toMatch(/^[0-9a-f]{12}$/)
    const zip = projectZip(url, 'hook-1')
    expect(zip.name).toBe(`botpress-inbox-hitl-${mark}.zip`)
    const files = unzipped(zip)
    const inFolder = projectFiles(url, mark).map(({ path, content }) => [
      `botpress-inbox-hitl-${mark}/${path}`,
      content,
    ])
    expect(files).toEqual(Object.fromEntries(inFolder))
    const project = projectFiles(url, mark).map(({ content }) => content)
    const [named, app, webhooks] = [projectSchema.parse(project[0]), project[1], project[2]]
    expect(named.name).toBe(`botpress-inbox-hitl-${mark}`)
    for (const part of [app, webhooks]) uid.parse(z.object({ uid: z.string() }).parse(part).uid)
    expect(JSON.stringify(files).split(url)).toHaveLength(3)
  })

  test('is the same each time, byte for byte, and another for another bot', () => {
    expect(projectZip(url, 'hook-1')).toEqual(projectZip(url, 'hook-1'))
    const names = ['hook-1', 'hook-2', 'x'.repeat(200), 'ä/ö'].map(markOf)
    expect(new Set(names).size).toBe(names.length)
  })
})
