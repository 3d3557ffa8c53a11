import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { actionsOf, broughtWords, integrations, ownWords } from './definition-words'

/** What `bp lint` asks of a definition, plus what it leaves out: the lengths that Botpress accepts, and the entities. */

const limits = { title: 64, description: 256 }

const files = (folder: string) => (file: string) => new URL(`../../${folder}${file}`, import.meta.url)
const parsed = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'))

describe.each(integrations)(
  '$definition.name: the Studio shows a title and a description that fit',
  ({ definition }) => {
    test.each([...ownWords(definition), ...broughtWords(definition)])('for %s', (_, { title, description }) => {
      expect(title?.trim()).toBeTruthy()
      expect(description?.trim()).toBeTruthy()
      expect(title?.length).toBeLessThanOrEqual(limits.title)
      expect(description?.length).toBeLessThanOrEqual(limits.description)
    })

    test('for what the interface brings: nothing of it escapes the look', () => {
      const [, entity] = Object.entries(definition.entities ?? {}).at(-1) ?? []
      const sessionFields = Object.keys(
        z.object({ properties: z.looseObject({}) }).parse(entity?.schema.toJSONSchema()).properties,
      )
      // Three actions with 11 fields besides the entity's own, 3 fields of events, the senders of 6 kinds of messages.
      expect(broughtWords(definition)).toHaveLength(23 + sessionFields.length)
    })
  },
)

describe.each(integrations)('$definition.name: the package', ({ folder, definition }) => {
  const file = files(folder)
  const manifest = z.looseObject({ name: z.string(), version: z.string() }).parse(parsed(file('package.json')))

  test('has one name and one version', () => {
    expect([manifest.name, manifest.version]).toEqual([definition.name, definition.version])
    expect(definition.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(definition.attributes).toEqual({ category: 'Customer Support' })
  })

  test('has a square icon', () => {
    expect(definition.icon).toMatch(/\.svg$/)
    const [, box = ''] = /viewBox="([^"]+)"/.exec(readFileSync(file(definition.icon ?? ''), 'utf8')) ?? []
    const [, , width, height] = box.split(' ')
    expect(width).toBeTruthy()
    expect(width).toBe(height)
  })

  test('has a page for the Hub', () => {
    expect(definition.readme).toMatch(/\.md$/)
    expect(readFileSync(file(definition.readme ?? ''), 'utf8').trim()).not.toBe('')
  })

  test('runs on what the root installs: there is one list of dependencies, and one lock file', () => {
    const root = z.looseObject({ engines: z.unknown() }).parse(parsed(files('')('package.json')))
    expect(manifest.engines).toEqual(root.engines)
    if (folder === '') return
    expect(Object.keys(manifest).filter((key) => /dependencies|scripts|workspaces/i.test(key))).toEqual([])
    for (const name of ['package-lock.json', '.npmrc', 'node_modules']) expect(existsSync(file(name)), name).toBe(false)
  })
})

describe.each(integrations)('$definition.name: the interface', ({ definition }) => {
  test('brings its actions, events and messages', () => {
    expect(
      actionsOf(definition, 'brought')
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(['createUser', 'startHitl', 'stopHitl'])
    expect(Object.keys(definition.events ?? {})).toEqual(expect.arrayContaining(['hitlAssigned', 'hitlStopped']))
    expect(Object.keys(definition.channels ?? {})).toEqual(['hitl'])
    const messages = Object.keys(definition.channels?.hitl?.messages ?? {})
    expect(messages.toSorted()).toEqual(['audio', 'bloc', 'file', 'image', 'text', 'video'])
  })
})
