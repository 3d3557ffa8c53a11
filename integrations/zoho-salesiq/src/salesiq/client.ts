import { setTimeout as sleep } from 'node:timers/promises'
import type { AxiosError, AxiosResponse } from 'axios'
// The build that Botpress' client requires, so that the bundle holds axios once.
import axios from 'axios/dist/node/axios.cjs'
import axiosRetry from 'axios-retry'
import type * as z from 'zod/mini'
import { readJson, writeJson } from '../../../../core/platform/json'
import { timing } from '../timing'
import { SalesIqError, saysError } from './errors'

/** One call to Zoho. */
export type Call = {
  /** What the call does, as it reads after "to": "open the chat". Appears in errors. */
  what: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Of the host, without a trailing slash. */
  host: string
  path: string
  query?: Record<string, string | number>
  /** JSON, or form fields for OAuth, or a multipart form for files. */
  body?: object
  token?: string
  /**
   * Whether repeating the call can do no harm when it is unclear if the first one took effect. Default: of a GET alone,
   * since SalesIQ recognises nothing that is sent again.
   */
  repeatable?: boolean
  /** Texts in the call that no error may repeat. */
  sent?: readonly string[]
  /** Epoch ms after which nothing is tried any more. */
  deadline: number
}

declare module 'axios' {
  interface AxiosRequestConfig {
    salesiq?: { host: string; deadline: number; repeatable: boolean; isAnswer: (body: unknown) => boolean }
  }
}

const http = axios.create({
  maxRedirects: 0,
  maxContentLength: 60_000_000,
  maxBodyLength: 60_000_000,
  headers: { accept: 'application/json' },
  transformResponse: [asJson],
  // The interceptor below tells what is an error, by the body.
  validateStatus: () => true,
})

/** Errors come with any status, 200 included. Runs before the repetitions below, which go by it. */
http.interceptors.response.use((response) => {
  const { salesiq } = response.config
  if (salesiq === undefined) return response
  if (saysError(response.status, response.data)) {
    const { code } = new SalesIqError('', { status: response.status, body: response.data })
    if (code === lockedCode) locked.set(salesiq.host, Date.now() + timing.lockedOutPause)
    throw failed('error', response)
  }
  // A web page in its place was given by something in between, so it is unclear what became of the call.
  if (!salesiq.isAnswer(response.data)) throw failed(notAnAnswer, response)
  return response
})

const notAnAnswer = 'NOT_AN_ANSWER'

/** SalesIQ locks the address of a process that asks too often, whatever it asks for. */
const lockedCode = 1023

/** Until when a host is left alone; epoch ms. */
const locked = new Map<string, number>()

const failed = (code: string, response: AxiosResponse) =>
  new axios.AxiosError('no success', code, response.config, response.request, response)

axiosRetry(http, {
  // The deadline ends the repetitions, not a count.
  retries: 20,
  shouldResetTimeout: true,
  retryCondition: (error) => {
    const { salesiq } = error.config ?? {}
    if (salesiq === undefined || !isRepeatable(error, salesiq.repeatable)) return false
    return Date.now() + pauseBefore(attempt(error) + 1, error) < salesiq.deadline
  },
  retryDelay: pauseBefore,
})

// Runs before each attempt, so a repetition has only the time that is left after the pause before it.
http.interceptors.request.use((config) => {
  config.timeout = Math.max(1, Math.min(timing.salesiqTimeout, (config.salesiq?.deadline ?? 0) - Date.now()))
  return config
})

/**
 * Makes a call, with time-out and repetitions until its deadline, and reads the answer with `schema`.
 *
 * @throws {SalesIqError} and nothing else: no error of the HTTP library, which would carry tokens, leaves this file.
 */
export async function callSalesIq<T>(call: Call, schema: z.ZodMiniType<T>): Promise<T> {
  const answer = await send(call, (body) => typeof body === 'object' && body !== null)
  const parsed = schema.safeParse(answer.data)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map(({ path }) => path.join('.') || '(body)').join(', ')
  // A form that Zoho changed would be the same the next time.
  const reason = `its answer does not have the expected form at: ${where}`
  throw new SalesIqError(call.what, { status: answer.status, reason })
}

/** Makes a call whose answer does not matter, as long as it is SalesIQ's: JSON or nothing. */
export async function callSalesIqForEffect(call: Call): Promise<void> {
  await send(call, (body) => typeof body !== 'string' || body.trim() === '')
}

async function send(call: Call, isAnswer: (body: unknown) => boolean): Promise<AxiosResponse<unknown>> {
  const { what, host, path, method, query, body, token, deadline, repeatable = method === 'GET' } = call
  if (Date.now() >= deadline) throw new SalesIqError(what, { reason: 'no time was left to ask' })
  await untilUnlocked(call)
  try {
    return await http.request<unknown>({
      url: host + path,
      method,
      ...(query ? { params: query } : {}),
      ...(body === undefined ? {} : { data: isForm(body) ? body : writeJson(body) }),
      headers: {
        ...(body === undefined || isForm(body) ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Zoho-oauthtoken ${token}` }),
      },
      salesiq: { host, deadline, repeatable, isAnswer },
    })
  } catch (error) {
    throw asSalesIqError(call, error)
  }
}

/** @throws {SalesIqError} `busy` when the lock lasts longer than there is time. */
async function untilUnlocked({ what, host, deadline }: Call): Promise<void> {
  const until = locked.get(host) ?? 0
  if (until <= Date.now()) return
  if (until >= deadline) throw new SalesIqError(what, { status: 429, body: { error: { code: lockedCode } } })
  await sleep(until - Date.now())
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

function asSalesIqError({ what, token, sent = [] }: Call, error: unknown): SalesIqError {
  if (!axios.isAxiosError(error)) {
    return new SalesIqError(what, { reason: error instanceof Error ? error.name : 'unknown fault' })
  }
  if (error.response === undefined) return new SalesIqError(what, { reason: error.code ?? 'no answer' })
  const { status, data: body } = error.response
  if (error.code === notAnAnswer) return new SalesIqError(what, { status, reason: 'the answer is not of SalesIQ' })
  return new SalesIqError(what, { status, body, sent: token === undefined ? sent : [...sent, token] })
}

/** Whether it is safe and sensible to make the call again. */
function isRepeatable(error: AxiosError, repeatable: boolean): boolean {
  if (error.response === undefined) return repeatable || neverConnected(error)
  const { outcome, oauthError } = new SalesIqError('', { status: error.response.status, body: error.response.data })
  // Asking a throttled accounts server again prolongs it.
  if (oauthError !== undefined) return false
  if (outcome === 'busy') return true
  return repeatable && (outcome === 'unclear' || error.code === notAnAnswer)
}

/** The connection was never made, so nothing can have happened. */
function neverConnected(error: AxiosError): boolean {
  return error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN'
}

/** ms to wait before repetition number `count` (from 1); a locked address is to be left alone for a while. */
function pauseBefore(count: number, error: AxiosError): number {
  const jittered = timing.retryPause * 2 ** (count - 1) * (0.75 + Math.random() / 2)
  if (error.response === undefined) return jittered
  const { code, status } = new SalesIqError('', { status: error.response.status, body: error.response.data })
  return code === lockedCode || status === 429 ? Math.max(timing.lockedOutPause, jittered) : jittered
}

function attempt(error: AxiosError): number {
  return error.config?.['axios-retry']?.retryCount ?? 0
}
