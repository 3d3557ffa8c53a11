import type { Client } from '@botpress/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { BotpressSim, Installation } from '../../sim/botpress'
import { Setup } from './sim-botpress-fixture'

// The cognitive service, called as `@botpress/cognitive` does: at the client's address, with the client's headers.

let setup: Setup
let sim: BotpressSim
let app: Installation
let client: Client

beforeEach(async () => {
  setup = await Setup.start()
  ;({ sim, app, client } = setup)
})
afterEach(() => setup.stop())

const answer = z.object({
  output: z.string(),
  metadata: z.looseObject({
    requestId: z.string(),
    provider: z.string(),
    model: z.string(),
    usage: z.object({
      inputTokens: z.number(),
      inputCost: z.number(),
      outputTokens: z.number(),
      outputCost: z.number(),
    }),
    cost: z.number(),
    stopReason: z.string(),
  }),
})
const failure = z.object({ id: z.string(), code: z.number(), type: z.string(), message: z.string() })

const ownHeaders = () =>
  new Headers(Object.entries(client.config.headers).map(([name, value]) => [name, String(value)]))

function post(body: unknown, headers = ownHeaders()): Promise<Response> {
  headers.set('content-type', 'application/json')
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  return fetch(`${client.config.apiUrl}/v2/cognitive/generate-text`, init)
}

const messages = [
  { role: 'system', content: 'Sum up what was said.' },
  { role: 'user', content: 'Customer: where is my lamp?' },
]
const generate = async (body: unknown) => answer.parse(await (await post(body)).json())
const refused = async (response: Promise<Response>) => failure.parse(await (await response).json())

describe('the cognitive service', () => {
  it('answers an integration with what the test set, or with two sentences, and remembers what it was given', async () => {
    const { output, metadata } = await generate({ messages, model: 'fast', temperature: 0.2, maxTokens: 300 })
    expect(output).toBe('The customer asked a question. It was answered.')
    expect([metadata.stopReason, metadata.usage.inputTokens > 0, metadata.usage.outputTokens > 0]).toEqual([
      'stop',
      true,
      true,
    ])
    sim.cognitive.answer = 'A lamp was late.'
    expect((await generate({ messages })).output).toBe('A lamp was late.')
    const [first] = sim.cognitive.asked
    expect(sim.cognitive.asked).toHaveLength(2)
    expect(first).toEqual({
      webhookId: app.webhookId,
      messages: [
        { role: 'system', text: 'Sum up what was said.' },
        { role: 'user', text: 'Customer: where is my lamp?' },
      ],
      request: { messages, model: 'fast', temperature: 0.2, maxTokens: 300 },
      answered: true,
    })
  })

  it('reads parts of text and the deprecated system prompt alike', async () => {
    const content = [
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
    ]
    await generate({
      messages: [{ role: 'user', content }],
      systemPrompt: 'Be brief.',
      model: ['best', 'openai:gpt-5'],
    })
    expect(sim.cognitive.asked[0]?.messages).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'one\ntwo' },
    ])
  })

  it('breaks off where the tokens end that it may use', async () => {
    sim.cognitive.answer = 'x'.repeat(100)
    const { output, metadata } = await generate({ messages, maxTokens: 10 })
    expect([output.length, metadata.stopReason]).toEqual([40, 'max_tokens'])
  })

  it('tells the first answer again to a request with the same id, and another to another', async () => {
    const asked = (requestId: string) => generate({ messages, options: { requestId } })
    const first = await asked('a')
    sim.cognitive.answer = 'Another answer.'
    expect(await asked('a')).toEqual(first)
    expect((await asked('b')).output).toBe('Another answer.')
  })

  it.each([
    ['no messages', { messages: [] }],
    ['nothing', {}],
    ['a role that there is not', { messages: [{ role: 'agent', content: 'x' }] }],
    ['a message without content', { messages: [{ role: 'user' }] }],
    ['an image', { messages: [{ role: 'user', content: [{ type: 'image', url: 'https://a.example/b.png' }] }] }],
    ['a model that there is not', { messages, model: 'gpt' }],
    ['no tokens', { messages, maxTokens: 0 }],
    ['a stream', { messages, stream: true }],
    ['tools', { messages, tools: [{ name: 'look' }] }],
    ['a field that there is not', { messages, prompt: 'x' }],
    ['an option that there is not', { messages, options: { fast: true } }],
  ])('refuses %s', async (_what, body) => {
    expect(await refused(post(body))).toMatchObject({ code: 400, type: 'InvalidPayload' })
    expect(sim.cognitive.asked).toEqual([])
  })

  it('refuses whoever is not installed here, or has another token', async () => {
    const withHeader = (name: string, value: string) => {
      const headers = ownHeaders()
      headers.set(name, value)
      return refused(post({ messages }, headers))
    }
    expect(await withHeader('authorization', 'Bearer other')).toMatchObject({ code: 401, type: 'Unauthorized' })
    expect(await withHeader('x-bot-id', 'bot_other')).toMatchObject({ code: 403, type: 'Forbidden' })
    expect(await withHeader('x-integration-id', 'intver_other')).toMatchObject({ code: 403, type: 'Forbidden' })
    expect(sim.cognitive.asked).toEqual([])
  })

  it('may refuse the tokens of integrations as such, having read what was sent', async () => {
    sim.properties.cognitive = 'refuses'
    expect(await refused(post({ messages }))).toMatchObject({ code: 403, type: 'Forbidden' })
    expect(sim.cognitive.asked.map(({ answered }) => answered)).toEqual([false])
  })

  it('can be down, be cut off, or say an error in a good answer, like anything else', async () => {
    const path = /^\/v2\/cognitive\//
    sim.faults.add({ path, status: 503, times: 1 })
    expect((await post({ messages })).status).toBe(503)
    sim.faults.add({ path, drop: 'after', times: 1 })
    await expect(post({ messages })).rejects.toThrow()
    expect(sim.cognitive.asked).toHaveLength(1)
    sim.faults.add({ path, status: 200, body: { output: '', error: 'No model answered' }, times: 1 })
    expect(await (await post({ messages })).json()).toEqual({ output: '', error: 'No model answered' })
  })
})
