import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { SimResponse } from '../../http/server'
import { ApiError, parseBody } from '../errors'
import { type ApiCall, ok, type Route } from './call'

/*
 * The text model of Botpress' cognitive service, as `@botpress/cognitive` 1.x calls it: in github.com/botpress/botpress,
 * packages/cognitive/src, `cognitive.ts` (`generateText`), `types.ts` (`CognitiveRequest`, `CognitiveResponse`) and
 * `http-client.ts`.
 *
 * POST /v2/cognitive/generate-text at the API's own address, JSON both ways, with all headers of the client that it is
 * made from: authorization, x-bot-id, of an integration x-integration-id and x-integration-alias. `messages` is all that
 * is required; a system prompt goes as the first message, the field for it is deprecated. `model` is `auto`, `best`,
 * `fast`, `provider:name`, or several in order of preference. `options.requestId` makes a request repeatable: the answer
 * is stored, and told again. The text is `output`; `error` may stand beside it. That client waits 60,001 ms for one
 * attempt, and makes up to three where there was no answer, or a 502, 503 or 504.
 *
 * That the token of an integration is good for it is documented nowhere: `properties.cognitive`. Streams, images, tools
 * and web search are not part of this stand-in, and refused.
 */

const maxTokensOfAnswer = 8192
/** As models count them, roughly. */
const charactersPerToken = 4

const model = z.string().regex(/^(auto|best|fast|[a-z0-9-]+:.+)$/, 'is no model: auto, best, fast or provider:name')
const textPart = z.strictObject({ type: z.literal('text'), text: z.string() })
const message = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.union([z.string(), z.array(textPart).min(1)]),
  type: z.enum(['text', 'multipart']).optional(),
})
const requestSchema = z.strictObject({
  messages: z.array(message).min(1),
  model: z.union([model, z.array(model).min(1)]).optional(),
  temperature: z.number().min(0).max(2).optional(),
  systemPrompt: z.string().optional(),
  maxTokens: z.int().min(1).optional(),
  stopSequences: z.union([z.string(), z.array(z.string())]).optional(),
  stream: z.literal(false).optional(),
  responseFormat: z.enum(['text', 'json', 'json_object']).optional(),
  reasoningEffort: z.enum(['low', 'medium', 'high', 'dynamic', 'none']).optional(),
  options: z
    .strictObject({
      debug: z.boolean().optional(),
      skipCache: z.boolean().optional(),
      requestId: z.string().min(1).optional(),
      serviceTier: z.literal('fast').optional(),
      maxTimeToFirstToken: z.number().min(0).optional(),
      maxIdleTime: z.number().min(0).optional(),
    })
    .optional(),
  meta: z
    .strictObject({
      promptSource: z.string().optional(),
      promptCategory: z.string().optional(),
      integrationName: z.string().optional(),
      metadata: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
})
type CognitiveRequest = z.infer<typeof requestSchema>

export const cognitiveRoutes: Route[] = [{ method: 'POST', path: '/v2/cognitive/generate-text', run: generateText }]

function generateText({ world, site, body }: ApiCall): SimResponse {
  const request = parseBody(requestSchema, body)
  const { cognitive, cognitiveResults, properties } = world
  const answered = properties.cognitive === 'answers'
  cognitive.asked.push({ webhookId: site.webhookId, messages: textsOf(request), request, answered })
  if (!answered) throw new ApiError('Forbidden', 'This token may not use the cognitive service')
  const { requestId } = request.options ?? {}
  if (requestId === undefined) return ok(responseTo(request, cognitive.answer))
  const key = `${site.botId} ${requestId}`
  const response = cognitiveResults.get(key) ?? responseTo(request, cognitive.answer)
  cognitiveResults.set(key, response)
  return ok(response)
}

function textsOf({ systemPrompt, messages }: CognitiveRequest) {
  const said = messages.map(({ role, content }) => ({
    role,
    text: typeof content === 'string' ? content : content.map(({ text }) => text).join('\n'),
  }))
  return systemPrompt === undefined ? said : [{ role: 'system' as const, text: systemPrompt }, ...said]
}

function responseTo(request: CognitiveRequest, answer: string) {
  const longest = (request.maxTokens ?? maxTokensOfAnswer) * charactersPerToken
  const output = answer.slice(0, longest)
  const read = textsOf(request).reduce((sum, { text }) => sum + text.length, 0)
  return {
    output,
    metadata: {
      requestId: request.options?.requestId ?? randomUUID(),
      provider: 'stand-in',
      model: 'stand-in:plain',
      usage: { inputTokens: tokens(read), inputCost: 0, outputTokens: tokens(output.length), outputCost: 0 },
      ...{ cost: 0, cached: false, latency: 1 },
      stopReason: answer.length > longest ? 'max_tokens' : 'stop',
    },
  }
}

const tokens = (characters: number): number => Math.ceil(characters / charactersPerToken)
