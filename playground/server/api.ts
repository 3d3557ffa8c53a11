import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type ActionCall, type ActionForm, type ActionRun, actionCall } from '../crm-protocol'
import { type Command, command, type WireDetail } from '../protocol'
import { readBody } from './body'
import { assertOwnPage } from './guard'
import { harmless } from './harmless-files'
import { Refusal } from './refusal'

export type Api = {
  carryOut(command: Command): Promise<void>
  forms(): ActionForm[]
  tryOut(call: ActionCall): Promise<ActionRun>
  detail(id: number): WireDetail | undefined
  follow(response: ServerResponse): void
  /** Where the connect page has its self-test. */
  selfTestUrl(): string
  /** A file of the desk's; undefined when there is none. */
  file(id: string): { content: Buffer; contentType: string } | undefined
}

/** Answers the page's requests, as `protocol.ts` describes them. */
export function serveApi(api: Api): RequestListener {
  return (incoming, outgoing) => {
    answer(api, incoming, outgoing).catch((error: unknown) => {
      const [status, message] =
        error instanceof Refusal ? [error.status, error.message] : [500, `The playground failed: ${String(error)}`]
      // What is still being sent of a refused body is not waited for.
      outgoing.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      outgoing.end(JSON.stringify({ message }))
    })
  }
}

async function answer(api: Api, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  assertOwnPage(incoming.headers)
  outgoing.setHeader('x-content-type-options', 'nosniff')
  outgoing.setHeader('cache-control', 'no-store')
  const [path = '/'] = (incoming.url ?? '/').split('?')
  const [, part, id = ''] = path.split('/')
  if (incoming.method === 'POST' && path === '/commands') {
    await api.carryOut(await readBody(incoming, command))
    outgoing.writeHead(204).end()
  } else if (incoming.method === 'POST' && path === '/actions') {
    sendJson(outgoing, await api.tryOut(await readBody(incoming, actionCall)))
  } else if (incoming.method === 'GET' && path === '/actions') {
    sendJson(outgoing, api.forms())
  } else if (incoming.method === 'GET' && path === '/events') {
    api.follow(outgoing)
  } else if (incoming.method === 'GET' && path === '/self-test') {
    outgoing.writeHead(302, { location: api.selfTestUrl() }).end()
  } else if (incoming.method === 'GET' && part === 'wire') {
    const detail = api.detail(Number(id))
    if (detail === undefined) throw new Refusal(404, 'This call is too long ago to be shown.')
    sendJson(outgoing, detail)
  } else if (incoming.method === 'GET' && part === 'files') {
    const file = api.file(id)
    if (file === undefined) throw new Refusal(404, 'There is no such file.')
    outgoing.setHeader('content-security-policy', harmless)
    outgoing.writeHead(200, { 'content-type': file.contentType }).end(file.content)
  } else {
    throw new Refusal(404, 'The playground has nothing here.')
  }
}

function sendJson(outgoing: ServerResponse, body: unknown): void {
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
