import * as http from 'node:http'
import * as https from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AxiosResponse } from 'axios'
// The build that Botpress' client requires, so that the bundle holds axios once.
import axios from 'axios/dist/node/axios.cjs'
import { timing } from '../timing'
import { servedName } from './served-name'

/**
 * Why a file could not be fetched.
 *
 * - `absent`: whoever opens the address finds no file either (refused, gone, a page in its place).
 * - `passing`: its server failed or was not reached; it may be another time.
 * - `slow`: there was not the time to fetch it.
 * - `ours`: it is too large or too private for us; others may well get it.
 */
export type DownloadFault = 'absent' | 'passing' | 'slow' | 'ours'

/** A file could not be fetched. The message names no address: links may carry a signature. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError'
  constructor(
    message: string,
    readonly fault: DownloadFault,
  ) {
    super(message)
  }
}

/** A file; its type (with parameters) and its name as the server says. */
export type Downloaded = { content: Buffer; contentType: string | undefined; name: string | undefined }

/**
 * Refuses private, loopback and link-local addresses, judged by the address that is connected to. Loaded when a file is
 * fetched, since few processes ever fetch one.
 */
async function guarded() {
  const { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } = await import('request-filtering-agent')
  return { httpAgent: new RequestFilteringHttpAgent(), httpsAgent: new RequestFilteringHttpsAgent() }
}

const open = { httpAgent: http.globalAgent, httpsAgent: https.globalAgent }

const maxRedirects = 3
/** A server that fails is asked again this often. */
const maxRepeats = 2

/**
 * Fetches a file that somebody outside named. The integration must be no way into a private network: every address on the
 * way, redirects included, has to be a public one. Only what the operator of this process set as the addresses of Botpress
 * and of the desk may be private. A passing fault is waited out while there is time.
 *
 * @param limits size in bytes; deadline in epoch ms; address of the desk's API.
 * @throws {DownloadError} whatever goes wrong.
 */
export async function download(url: string, limits: Limits): Promise<Downloaded> {
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await follow(url, limits)
    } catch (error) {
      const pause = timing.retryPause * 2 ** repeats
      const isPassing = error instanceof DownloadError && error.fault === 'passing'
      if (!isPassing || repeats === maxRepeats || Date.now() + pause >= limits.deadline) throw error
      await sleep(pause)
    }
  }
}

/**
 * `desk` is the address of the desk's API, as only the operator of the process can set it; `authorization` is for the host
 * that is asked first, and goes to no other.
 */
type Limits = { maxBytes: number; deadline: number; desk: string; authorization?: string | undefined }

async function follow(url: string, limits: Limits): Promise<Downloaded> {
  let address = url
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const isFirstHost = originOf(address) === originOf(url)
    const response = await get(address, isFirstHost ? limits : { ...limits, authorization: undefined })
    const { location, 'content-disposition': disposition }: Record<string, unknown> = response.headers
    // No other answer holds the file, and the whole of it.
    if (response.status === 200 || response.status === 203) {
      return { content: response.data, contentType: contentTypeOf(response), name: servedName(disposition) }
    }
    if (response.status < 300 || typeof location !== 'string') throw answered(response.status)
    address = absolute(location, address)
  }
  throw new DownloadError('the file is behind too many redirects', 'absent')
}

function answered(status: number): DownloadError {
  const isPassing = status >= 500 || status === 408 || status === 425 || status === 429
  return new DownloadError(`the server of the file answered ${status}`, isPassing ? 'passing' : 'absent')
}

const originOf = (address: string) => (URL.canParse(address) ? new URL(address).origin : undefined)

async function get(
  address: string,
  { maxBytes, deadline, desk, authorization }: Limits,
): Promise<AxiosResponse<Buffer>> {
  const url = parse(address)
  // Node takes whole ms only.
  const timeout = Math.floor(deadline - Date.now())
  if (timeout <= 0) throw new DownloadError('there was no time left to fetch the file', 'slow')
  try {
    return await axios.get<Buffer>(url.href, {
      responseType: 'arraybuffer',
      ...(authorization === undefined ? {} : { headers: { authorization } }),
      maxRedirects: 0,
      // A proxy would be what is connected to, and judged in the file's place.
      proxy: false,
      maxContentLength: maxBytes,
      // The time-out only counts silence; a server that drips is cut off by the signal.
      timeout,
      signal: AbortSignal.timeout(timeout),
      validateStatus: (status) => status < 400,
      ...(isOperators(url.origin, desk) ? open : await guarded()),
    })
  } catch (error) {
    throw faultOf(error)
  }
}

function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new DownloadError('the address of the file is not a web address', 'absent')
  }
  return url
}

function absolute(location: string, base: string): string {
  return URL.canParse(location, base) ? new URL(location, base).href : location
}

function isOperators(origin: string, desk: string): boolean {
  const addresses = [process.env.BP_API_URL ?? 'https://api.botpress.cloud', desk]
  return addresses.some((address) => URL.canParse(address) && new URL(address).origin === origin)
}

function faultOf(error: unknown): DownloadError {
  if (!axios.isAxiosError(error)) return new DownloadError('the server of the file could not be asked', 'absent')
  if (error.response && error.response.status >= 300) return answered(error.response.status)
  if (/maxContentLength/.test(error.message)) return new DownloadError('the file is too large', 'ours')
  if (/is not allowed/.test(error.message)) return new DownloadError('the file is at a private address', 'ours')
  const { code = 'unknown fault' } = error
  return new DownloadError(`the server of the file gave no answer (${code})`, faultBy(code))
}

/** By the code of a fault without an answer. */
function faultBy(code: string): DownloadFault {
  if (code === 'ECONNABORTED' || code === 'ETIMEDOUT' || code === 'ERR_CANCELED') return 'slow'
  return /^(?:ECONNRESET|ECONNREFUSED|EPIPE|EAI_AGAIN|ERR_BAD_RESPONSE)$/.test(code) ? 'passing' : 'absent'
}

function contentTypeOf(response: AxiosResponse<Buffer>): string | undefined {
  const header: unknown = response.headers['content-type']
  return typeof header === 'string' && header.trim() !== '' ? header.trim() : undefined
}
