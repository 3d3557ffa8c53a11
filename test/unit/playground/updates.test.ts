import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { Updates } from '../../../playground/server/updates'

/** Serves the updates of a world that is large and always another. */
async function serve(patience: number) {
  let turn = 0
  const world = () => {
    turn += 1
    return JSON.stringify(`${turn} ${'x'.repeat(1_000_000)}`)
  }
  const updates = new Updates(
    { world, wire: () => '[]', wireChanges: () => undefined, fingerprint: () => '' },
    patience,
  )
  const left: string[] = []
  const url = await listen((request, response) => {
    updates.add(response)
    response.once('close', () => left.push(request.url ?? ''))
  })
  const changing = setInterval(updates.changed, 20)
  onTestFinished(() => {
    clearInterval(changing)
    updates.close()
  })
  return { url, left }
}

test('a page that takes nothing any more is let go, one that does is not', async () => {
  const { url, left } = await serve(300)
  const awake = await open(`${url}/awake`)
  let received = 0
  awake.on('data', (chunk: Buffer) => {
    received += chunk.length
  })
  const asleep = await open(`${url}/asleep`)
  asleep.pause()
  await expect.poll(() => left, { timeout: 10_000 }).toEqual(['/asleep'])
  const before = received
  await expect.poll(() => received, { timeout: 10_000 }).toBeGreaterThan(before + 3_000_000)
  expect(left).toEqual(['/asleep'])
})

function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    }),
  )
}

function open(url: string): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    get(url, (response) => {
      response.on('error', () => {
        // The server lets go of this one.
      })
      done(response)
    }).on('error', fail)
  })
}
