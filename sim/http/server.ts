import type * as http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallLog } from './call-log'
import type { FaultRule, Faults } from './faults'
import { type Front, startFront } from './front'

export type SimRequest = {
  method: string
  /** As called, still percent-encoded, without the query. */
  path: string
  /** As called, without the leading `?`. */
  rawQuery: string
  query: URLSearchParams
  /** Names in lower case. */
  headers: Record<string, string>
  body: Buffer
}

export type SimResponse = {
  status: number
  headers?: Record<string, string>
  /** A plain object or array is sent as JSON. */
  body?: unknown
}

export type SimServer = {
  /** `http://127.0.0.1:<port>` and the prefix on a shared front, without a trailing slash. */
  url: string
  port: number
  close(): Promise<void>
}

/** A place on a port that is shared with others. */
export type Place = { front: Front; prefix: string }

export type SimServerOptions = {
  /** Name in the call log. */
  side: string
  handle: (request: SimRequest) => Promise<SimResponse>
  faults?: Faults
  log?: CallLog
  /** Default: any free port. */
  port?: number
  /** Answers there in place of a port of its own. */
  place?: Place | undefined
  /** Clock in epoch ms; default `Date.now`. */
  now?: () => number
}

/** Starts an HTTP server on loopback that reads whole bodies, plays fault rules and logs every call. */
export async function startServer(options: SimServerOptions): Promise<SimServer> {
  const { front, prefix } = options.place ?? { front: await startFront(options.port), prefix: '' }
  const { url, unmount } = front.mount(prefix, (incoming, outgoing) => {
    answer(options, incoming, outgoing).catch((error: unknown) => {
      outgoing.statusCode = 500
      outgoing.end(JSON.stringify({ message: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    })
  })
  return { url, port: front.port, close: async () => (options.place ? unmount() : front.close()) }
}

async function answer(
  options: SimServerOptions,
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
): Promise<void> {
  const request = await read(incoming)
  const now = options.now ?? Date.now
  const at = now()
  const fault = options.faults?.take(request.method, request.path, request.headers['content-type'])
  if (fault?.delayMs !== undefined) await sleep(fault.delayMs)
  const response = await respond(options, request, fault)
  const dropped = fault?.drop !== undefined
  options.log?.add({
    at,
    side: options.side,
    method: request.method,
    path: request.path,
    query: request.rawQuery,
    headers: request.headers,
    requestBody: parsed(request.body),
    status: dropped ? 0 : response.status,
    responseHeaders: dropped ? {} : headersOf(response),
    responseBody: response.body,
    durationMs: now() - at,
    faulted: fault !== undefined,
  })
  if (dropped) {
    incoming.socket.destroy()
    return
  }
  send(outgoing, response)
}

async function respond(
  options: SimServerOptions,
  request: SimRequest,
  fault: FaultRule | undefined,
): Promise<SimResponse> {
  if (fault?.drop === 'before') return { status: 0 }
  if (fault?.status === undefined) return options.handle(request)
  if (fault.after) await options.handle(request)
  return {
    status: fault.status,
    ...(fault.headers ? { headers: fault.headers } : {}),
    body: fault.body ?? { status: 'error', message: `stand-in fault ${fault.status}` },
  }
}

async function read(incoming: http.IncomingMessage): Promise<SimRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const [path = '/', rawQuery = ''] = splitOnce(incoming.url ?? '/', '?')
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  return {
    method: incoming.method ?? 'GET',
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers,
    body: Buffer.concat(chunks),
  }
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) return undefined
  const text = body.toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    // Form fields, multipart bodies and deliberately broken JSON are logged as they came.
    return text
  }
}

function send(outgoing: http.ServerResponse, response: SimResponse): void {
  const { body } = response
  outgoing.writeHead(response.status, headersOf(response))
  outgoing.end(body === undefined || isRaw(body) ? body : JSON.stringify(body))
}

function headersOf({ headers, body }: SimResponse): Record<string, string> {
  return { ...(isRaw(body) || body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
}

const isRaw = (body: unknown): body is string | Buffer => typeof body === 'string' || Buffer.isBuffer(body)
