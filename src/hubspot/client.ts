import type { AxiosError, AxiosResponse } from 'axios'
// The build that Botpress' client requires, so that the bundle holds axios once.
import axios from 'axios/dist/node/axios.cjs'
import axiosRetry from 'axios-retry'
import * as z from 'zod/mini'
import { readJson, writeJson } from '../../core/platform/json'
import { timing } from '../timing'
import { HubSpotError } from './errors'
import { sentValues } from './sent-values'
import { hubspotApiUrl } from './versions'

/** One call to HubSpot. */
export type HubSpotCall = {
  /** What the call does, as it reads after "to": "publish the message". Appears in errors. */
  what: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  query?: Record<string, string | number | boolean>
  /** JSON (a bigint is a number of 64 bits), or form fields for OAuth, or a multipart form for files. */
  body?: object
  /** Bearer token; absent where the developer key or the client secret speaks for the app. */
  token?: string
  /**
   * Whether repeating the call can do no harm when it is unclear if the first one took effect. Default: yes for
   * everything but POST. A POST may say yes when it carries an idempotency ID.
   */
  repeatable?: boolean
  /** Epoch ms after which nothing is tried any more. */
  deadline: number
}

declare module 'axios' {
  interface AxiosRequestConfig {
    hubspot?: Pick<HubSpotCall, 'deadline'> & { repeatable: boolean; isAnswer: (data: unknown) => boolean }
  }
}

const http = axios.create({
  maxRedirects: 0,
  maxContentLength: 50_000_000,
  maxBodyLength: 50_000_000,
  headers: { accept: 'application/json' },
  transformResponse: [asJson],
})

/**
 * A web page or nothing at all with 200 is no answer of HubSpot's: something in between gave it, and whether the call took
 * effect is as unclear as after a 502. Runs before the repetitions below, which go by it.
 */
http.interceptors.response.use((response) => {
  const { hubspot } = response.config
  if (hubspot === undefined || hubspot.isAnswer(response.data)) return response
  throw new axios.AxiosError('not an answer', notAnAnswer, response.config, response.request, response)
})

const notAnAnswer = 'NOT_AN_ANSWER'

axiosRetry(http, {
  // The deadline ends the repetitions, not a count.
  retries: 20,
  shouldResetTimeout: true,
  retryCondition: (error) => {
    const { hubspot } = error.config ?? {}
    if (hubspot === undefined || !isRepeatable(error, hubspot.repeatable)) return false
    return Date.now() + pauseBefore(attempt(error) + 1, error) < hubspot.deadline
  },
  retryDelay: pauseBefore,
})

// Runs before each attempt, so a repetition has only the time that is left after the pause before it.
http.interceptors.request.use((config) => {
  config.timeout = timeoutFor(config.hubspot?.deadline ?? 0)
  return config
})

/**
 * Makes a call, with time-out and repetitions until its deadline, and reads the answer with `schema`.
 *
 * @throws {HubSpotError} and nothing else: no error of the HTTP library, which would carry tokens, leaves this file.
 */
export async function callHubSpot<T>(call: HubSpotCall, schema: z.ZodMiniType<T>): Promise<T> {
  // A form that HubSpot changed would be the same the next time.
  const answer = await send(call, (data) => isFilled(data) || schema.safeParse(data).success)
  const parsed = schema.safeParse(answer.data)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)').join(', ')
  throw new HubSpotError(call.what, {
    status: answer.status,
    reason: `the answer does not have the expected form at: ${where}`,
  })
}

/** Makes a call whose answer does not matter, as long as it is HubSpot's: JSON or nothing. */
export async function callHubSpotForEffect(call: HubSpotCall): Promise<void> {
  await send(call, (data) => typeof data !== 'string' || data.trim() === '')
}

async function send(call: HubSpotCall, isAnswer: (data: unknown) => boolean): Promise<AxiosResponse<unknown>> {
  if (Date.now() >= call.deadline) throw new HubSpotError(call.what, { reason: 'no time was left to ask' })
  try {
    return await http.request<unknown>({
      url: hubspotApiUrl() + call.path,
      method: call.method,
      ...(call.query ? { params: call.query } : {}),
      ...(call.body === undefined ? {} : { data: isForm(call.body) ? call.body : writeJson(call.body) }),
      headers: {
        ...(call.body === undefined || isForm(call.body) ? {} : { 'content-type': 'application/json' }),
        ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      },
      hubspot: { deadline: call.deadline, repeatable: call.repeatable ?? call.method !== 'POST', isAnswer },
    })
  } catch (error) {
    throw asHubSpotError(call, error)
  }
}

const isForm = (body: object) => body instanceof FormData || body instanceof URLSearchParams

/** What is no JSON stays the text it is. */
function asJson(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return readJson(data)
  } catch {
    return data
  }
}

/** All that HubSpot answers is an object. */
function isFilled(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.keys(data).length > 0
}

function timeoutFor(deadline: number): number {
  return Math.max(1, Math.min(timing.hubspotTimeout, deadline - Date.now()))
}

function asHubSpotError(call: HubSpotCall, error: unknown): HubSpotError {
  const { what } = call
  if (!axios.isAxiosError(error)) {
    return new HubSpotError(what, { reason: error instanceof Error ? error.message : 'unknown fault' })
  }
  if (error.response === undefined) return new HubSpotError(what, { reason: error.code ?? 'no answer' })
  const { status, data: body } = error.response
  if (error.code === notAnAnswer) {
    return new HubSpotError(what, { status, reason: 'the answer does not have the expected form' })
  }
  return new HubSpotError(what, { status, body, sent: sentValues(call) })
}

/** Whether it is safe and sensible to make the call again. */
function isRepeatable(error: AxiosError, repeatable: boolean): boolean {
  const status = error.response?.status
  if (status === 429) return rateLimit.parse(error.response?.data).policyName !== 'DAILY'
  if (status === 423) return true
  if (status === undefined) return repeatable || neverConnected(error)
  if (error.code === notAnAnswer) return repeatable
  return repeatable && status >= 500 && status !== 501
}

/** The connection was never made, so nothing can have happened. */
function neverConnected(error: AxiosError): boolean {
  return error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN'
}

/**
 * ms to wait before repetition number `count` (from 1). Retry-After is honoured where HubSpot sends it, which is not
 * documented for 429; else the policy named in the body says how long the limit's window is.
 */
function pauseBefore(count: number, error: AxiosError): number {
  const backOff = timing.retryPause * 2 ** (count - 1)
  const jittered = backOff * (0.75 + Math.random() / 2)
  const status = error.response?.status
  if (status === 423) return Math.max(timing.lockedPause, jittered)
  if (status !== 429 && status !== 503) return jittered
  const retryAfter = Number(error.response?.headers?.['retry-after'])
  if (Number.isFinite(retryAfter) && retryAfter >= 0) return Math.max(retryAfter * 1000, jittered / 4)
  if (status !== 429) return jittered
  const policy = rateLimit.parse(error.response?.data).policyName
  return policy === 'TEN_SECONDLY_ROLLING' ? timing.rateLimitWindow : Math.max(timing.rateLimitSecond, jittered)
}

const rateLimit = z.lazy(() => z.catch(z.object({ policyName: z.optional(z.string()) }), {}))

function attempt(error: AxiosError): number {
  return error.config?.['axios-retry']?.retryCount ?? 0
}
