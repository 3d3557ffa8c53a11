import * as http from 'node:http'

/** An integration's HTTP answer; the body is decoded once, as UTF-8. */
export type Answer = { status: number; headers: Record<string, string>; body: string }

/** As long as any operation of an integration may take, and some more (a registration may take over a minute). */
const longest = 120_000

/**
 * POSTs JSON to an integration. A pooled connection that turns out to be closed is replaced once: that is an accident of
 * pooling, not the integration's doing. Rejects when there is no answer.
 */
export async function post(
  agent: http.Agent,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Answer> {
  try {
    return await attempt(agent, url, headers, body)
  } catch (error) {
    if (error instanceof StaleConnection) return attempt(undefined, url, headers, body)
    throw error
  }
}

class StaleConnection extends Error {}

function attempt(
  agent: http.Agent | undefined,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const content = Buffer.from(body)
    const request = http.request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': String(content.length) },
      ...(agent ? { agent } : { agent: false }),
    })
    request.setTimeout(longest, () => request.destroy(new Error(`no answer within ${longest} ms`)))
    request.on('error', (error) => reject(request.reusedSocket && isReset(error) ? new StaleConnection() : error))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const received: Record<string, string> = {}
        for (const [name, value] of Object.entries(response.headers)) {
          if (value !== undefined) received[name] = Array.isArray(value) ? value.join(', ') : value
        }
        resolve({
          status: response.statusCode ?? 0,
          headers: received,
          body: Buffer.concat(chunks).toString('utf8'),
        })
      })
    })
    request.end(content)
  })
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
}
