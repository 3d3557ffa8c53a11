import * as http from 'node:http'
import * as https from 'node:https'
// The client's own copy of axios: importing the package itself would bundle it twice, as CommonJS and as a module.
import { axios } from '@botpress/client'
import type { AxiosResponse } from 'axios'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { hubspotApiUrl } from './hubspot/versions'

/** A file could not be fetched. The message names no address: links may carry a signature. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError'
}

export type Downloaded = { content: Buffer; contentType: string | undefined }

/** Refuses private, loopback and link-local addresses, judged by the address that is connected to. */
const guarded = { httpAgent: new RequestFilteringHttpAgent(), httpsAgent: new RequestFilteringHttpsAgent() }
const open = { httpAgent: http.globalAgent, httpsAgent: https.globalAgent }

const maxRedirects = 3

/**
 * Fetches a file that somebody outside named. The integration must be no way into a private network: every address on the
 * way, redirects included, has to be a public one. Only what the operator of this process set as Botpress' and HubSpot's
 * own addresses may be private.
 *
 * @param limits size in bytes; deadline in epoch ms.
 * @throws {DownloadError} whatever goes wrong.
 */
export async function download(url: string, limits: { maxBytes: number; deadline: number }): Promise<Downloaded> {
  let address = url
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const response = await get(address, limits)
    const location: unknown = response.headers.location
    if (response.status < 300) return { content: response.data, contentType: contentTypeOf(response) }
    if (typeof location !== 'string') throw new DownloadError(`the server of the file answered ${response.status}`)
    address = absolute(location, address)
  }
  throw new DownloadError('the file is behind too many redirects')
}

async function get(
  address: string,
  { maxBytes, deadline }: { maxBytes: number; deadline: number },
): Promise<AxiosResponse<Buffer>> {
  const url = parse(address)
  // Node takes whole ms only.
  const timeout = Math.floor(deadline - Date.now())
  if (timeout <= 0) throw new DownloadError('there was no time left to fetch the file')
  try {
    return await axios.default.get<Buffer>(url.href, {
      responseType: 'arraybuffer',
      maxRedirects: 0,
      // A proxy would be what is connected to, and judged in the file's place.
      proxy: false,
      maxContentLength: maxBytes,
      // The time-out only counts silence; a server that drips is cut off by the signal.
      timeout,
      signal: AbortSignal.timeout(timeout),
      validateStatus: (status) => status < 400,
      ...(operatorOrigins().has(url.origin) ? open : guarded),
    })
  } catch (error) {
    throw new DownloadError(reasonOf(error))
  }
}

function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new DownloadError('the address of the file is not a web address')
  }
  return url
}

function absolute(location: string, base: string): string {
  return URL.canParse(location, base) ? new URL(location, base).href : location
}

/** Origins that only the operator of the process can set. */
function operatorOrigins(): Set<string> {
  const addresses = [process.env.BP_API_URL ?? 'https://api.botpress.cloud', hubspotApiUrl()]
  return new Set(addresses.filter((address) => URL.canParse(address)).map((address) => new URL(address).origin))
}

function reasonOf(error: unknown): string {
  if (!axios.default.isAxiosError(error)) return 'the server of the file could not be asked'
  if (error.response && error.response.status >= 300) return `the server of the file answered ${error.response.status}`
  if (/maxContentLength/.test(error.message)) return 'the file is too large'
  if (/is not allowed/.test(error.message)) return 'the file is at a private address'
  return `the server of the file gave no answer (${error.code ?? 'unknown fault'})`
}

function contentTypeOf(response: AxiosResponse<Buffer>): string | undefined {
  const header: unknown = response.headers['content-type']
  return typeof header === 'string' ? header.split(';')[0]?.trim() : undefined
}
