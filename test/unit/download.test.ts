import dns from 'node:dns'
import * as http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import * as net from 'node:net'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { DownloadError, download } from '../../core/platform/download'

beforeEach(() => {
  vi.stubEnv('BP_API_URL', 'https://botpress.example')
})

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void

/** A server on loopback; ends with the test. */
async function serve(answer: Answer): Promise<{ url: string; port: number; asked: string[] }> {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, asked }
}

/** A server that the operator named as Botpress' own, which may be at a private address. */
async function operators(answer: Answer) {
  const server = await serve(answer)
  vi.stubEnv('BP_API_URL', server.url)
  return server
}

const limits = (change: { maxBytes?: number; deadline?: number; desk?: string } = {}) => ({
  maxBytes: 1_000,
  deadline: Date.now() + 20_000,
  desk: 'https://desk.example',
  ...change,
})

/** Why a download failed; it must be told as a DownloadError. */
async function failure(url: string, change = {}): Promise<string> {
  const error = await download(url, limits(change)).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DownloadError)
  return error instanceof Error ? error.message : ''
}

const lamp: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'image/png; charset=binary' })
  response.end('a lamp')
}

/** Makes every name lead to these addresses, as a name server that somebody outside runs can. */
function resolveTo(addresses: { address: string; family: number }[]): void {
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation((...given: unknown[]) => {
    const [, options] = given
    const answer = given.at(-1)
    if (typeof answer !== 'function') throw new Error('Nobody waits for the address')
    const wantsAll = typeof options === 'object' && options !== null && 'all' in options && options.all === true
    const [first] = addresses
    queueMicrotask(() => (wantsAll ? answer(null, addresses) : answer(null, first?.address, first?.family)))
  })
  // Whoever imported the function by its name gets the other one, too.
  syncBuiltinESMExports()
  onTestFinished(() => {
    lookup.mockRestore()
    syncBuiltinESMExports()
  })
}

/** A server that sends these bytes, whatever HTTP says to them, and then hangs up or not. */
async function speaking(bytes: string, { hangsUp }: { hangsUp: boolean }): Promise<string> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => (hangsUp ? socket.end(bytes) : socket.write(bytes)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  )
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = `http://127.0.0.1:${address.port}`
  vi.stubEnv('BP_API_URL', url)
  return url
}

const redirect =
  (location: string): Answer =>
  (_request, response) => {
    response.writeHead(302, { location })
    response.end()
  }

describe('a file', () => {
  test('is fetched with its type', async () => {
    const server = await operators(lamp)
    expect(await download(`${server.url}/lamp.png?signature=1`, limits())).toEqual({
      content: Buffer.from('a lamp'),
      contentType: 'image/png; charset=binary',
      name: undefined,
    })
    expect(server.asked).toEqual(['/lamp.png?signature=1'])
  })

  test('is fetched from what the operator set as the desk’s address, too', async () => {
    const server = await serve(lamp)
    const desk = `${server.url}/some/base`
    expect((await download(`${server.url}/lamp.png`, limits({ desk }))).content.toString()).toBe('a lamp')
  })

  test('may have no type', async () => {
    const server = await operators((_request, response) => response.end('x'))
    expect((await download(server.url, limits())).contentType).toBeUndefined()
  })

  test('is fetched as it is, whatever its bytes', async () => {
    const bytes = Buffer.from([0, 255, 254, 128, 10, 13])
    const server = await operators((_request, response) => response.end(bytes))
    expect((await download(server.url, limits())).content.equals(bytes)).toBe(true)
  })

  test('is fetched with the name that its server gives it', async () => {
    const server = await operators((_request, response) => {
      response.setHeader('content-disposition', 'attachment; filename="a lamp.png"')
      response.end('x')
    })
    expect((await download(server.url, limits())).name).toBe('a lamp.png')
  })

  test.each([500, 503, 429, 408])('is asked for again after HTTP %d', async (status) => {
    let count = 0
    const server = await operators((request, response) => {
      count += 1
      if (count > 1) return lamp(request, response)
      response.statusCode = status
      response.end()
    })
    expect((await download(server.url, limits())).content.toString()).toBe('a lamp')
  })

  test('is asked for again after a connection that broke off', async () => {
    let count = 0
    const server = await operators((request, response) => {
      count += 1
      if (count > 1) lamp(request, response)
      else response.destroy()
    })
    expect((await download(server.url, limits())).content.toString()).toBe('a lamp')
  })

  test('is followed to where it moved', async () => {
    const server = await operators((request, response) =>
      request.url === '/old' ? redirect('/new')(request, response) : lamp(request, response),
    )
    expect((await download(`${server.url}/old`, limits())).content.toString()).toBe('a lamp')
    expect(server.asked).toEqual(['/old', '/new'])
  })
})

describe('an address inside a network is refused', () => {
  test('and never asked', async () => {
    const server = await serve(lamp)
    expect(await failure(server.url)).toBe('the file is at a private address')
    expect(server.asked).toEqual([])
  })

  test.each([
    'http://localhost:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://127.1:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://10.0.0.1:PORT/',
    'http://192.168.1.1:PORT/',
    'http://172.16.0.1:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00::1]:PORT/',
    'http://[fe80::1]:PORT/',
    'https://127.0.0.1:PORT/',
    'https://user:password@127.0.0.1:PORT/',
  ])('however it is written: %s', async (address) => {
    const server = await serve(lamp)
    expect(await failure(address.replace('PORT', String(server.port)))).toBe('the file is at a private address')
    expect(server.asked).toEqual([])
  })

  test('also when a server outside points to it', async () => {
    const inside = await serve(lamp)
    const outside = await operators(redirect(`${inside.url}/secrets`))
    expect(await failure(outside.url)).toBe('the file is at a private address')
    expect(inside.asked).toEqual([])
  })

  test.each([
    ['loopback', 'http://127.0.0.1:PORT/'],
    ['loopback by name', 'http://localhost:PORT/'],
    ['loopback as one number', 'http://2130706433:PORT/'],
    ['loopback in IPv6', 'http://[::1]:PORT/'],
    ['loopback mapped into IPv6', 'http://[::ffff:127.0.0.1]:PORT/'],
    ['the address of nobody', 'http://0.0.0.0:PORT/'],
    ['link-local', 'http://169.254.169.254/latest/meta-data/'],
    ['link-local mapped into IPv6', 'http://[::ffff:a9fe:a9fe]/latest/meta-data/'],
    ['link-local in IPv6', 'http://[fe80::1]:PORT/'],
    ['a private network', 'http://10.0.0.1:PORT/'],
    ['a private network as one number', 'http://167772161:PORT/'],
    ['a private network behind a carrier', 'http://100.64.0.1:PORT/'],
    ['a private network in IPv6', 'http://[fd00::1]:PORT/'],
    ['a private network with TLS', 'https://10.0.0.1:PORT/'],
    ['another scheme’s default', '//127.0.0.1:PORT/'],
  ])('at the first and at the second redirect: %s', async (_, address) => {
    const inside = await serve(lamp)
    const target = address.replace('PORT', String(inside.port))
    const outside = await operators((request, response) =>
      redirect(request.url === '/twice' ? '/once' : target)(request, response),
    )
    expect(await failure(`${outside.url}/once`)).toBe('the file is at a private address')
    expect(await failure(`${outside.url}/twice`)).toBe('the file is at a private address')
    expect(outside.asked).toEqual(['/once', '/twice', '/once'])
    expect(inside.asked).toEqual([])
  })

  test.each([
    ['loopback', '127.0.0.1', 4],
    ['a private network', '10.0.0.1', 4],
    ['the cloud’s own metadata', '169.254.169.254', 4],
    ['loopback in IPv6', '::1', 6],
    ['loopback mapped into IPv6', '::ffff:127.0.0.1', 6],
    ['a private network in IPv6', 'fd00::1', 6],
  ])('behind a public name that leads to %s', async (_, address, family) => {
    const inside = await serve(lamp)
    const outside = await operators(redirect(`http://files.example:${inside.port}/`))
    resolveTo([{ address, family }])
    expect(await failure(`http://files.example:${inside.port}/`)).toBe('the file is at a private address')
    expect(await failure(outside.url)).toBe('the file is at a private address')
    expect(inside.asked).toEqual([])
  })

  test('although the operator’s address is at another port of the same machine', async () => {
    const inside = await serve(lamp)
    await operators(lamp)
    expect(await failure(inside.url)).toBe('the file is at a private address')
  })
})

describe('a file is not fetched', () => {
  test.each(['ftp://files.example/lamp.png', 'file:///etc/passwd', 'data:text/plain,hello', 'lamp.png', '', 'http://'])(
    'from what is not a web address: %j',
    async (address) => {
      expect(await failure(address)).toBe('the address of the file is not a web address')
    },
  )

  test('when a redirect leads to what is not a web address', async () => {
    const server = await operators(redirect('file:///etc/passwd'))
    expect(await failure(server.url)).toBe('the address of the file is not a web address')
  })

  test.each([
    ['announces', true],
    ['sends', false],
  ])('when it %s more bytes than allowed', async (_, announced) => {
    const server = await operators((_request, response) => {
      if (announced) response.setHeader('content-length', 5_000)
      response.write('x'.repeat(2_500))
      response.end('x'.repeat(2_500))
    })
    expect(await failure(server.url)).toBe('the file is too large')
  })

  test('when it grows too large by being unpacked', async () => {
    const { gzipSync } = await import('node:zlib')
    const server = await operators((_request, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(gzipSync('x'.repeat(100_000)))
    })
    expect(await failure(server.url)).toBe('the file is too large')
  })

  test('when it has exactly the size allowed, it is', async () => {
    const server = await operators((_request, response) => response.end('x'.repeat(1_000)))
    expect((await download(server.url, limits())).content).toHaveLength(1_000)
  })

  test.each([
    ['403', 403],
    ['404', 404],
    ['500', 500],
    ['304', 304],
    ['202, which is a promise', 202],
    ['204, which is nothing', 204],
    ['206, which is half of it', 206],
  ])('when the server answers %s', async (_, status) => {
    const server = await operators((_request, response) => {
      response.statusCode = status
      response.end()
    })
    expect(await failure(server.url)).toBe(`the server of the file answered ${status}`)
  })

  test.each([
    ['absent', 403],
    ['absent', 404],
    ['absent', 206],
    ['passing', 502],
  ])('and whoever asks for it knows that it is %s after HTTP %d', async (fault, status) => {
    const server = await operators((_request, response) => {
      response.statusCode = status
      response.end()
    })
    expect(await download(server.url, limits()).catch((error: unknown) => error)).toMatchObject({ fault })
  })

  test.each([
    ['ours', 'http://10.0.0.1/lamp'],
    ['absent', 'ftp://a.b/lamp'],
  ])('and is %s at %s', async (fault, url) => {
    expect(await download(url, limits()).catch((error: unknown) => error)).toMatchObject({ fault })
  })

  test('when it moves on and on', async () => {
    const server = await operators((request, response) => redirect(`${request.url}a`)(request, response))
    expect(await failure(`${server.url}/a`)).toBe('the file is behind too many redirects')
    expect(server.asked.length).toBeLessThan(10)
  })

  test('when the server says nothing until the deadline', async () => {
    const server = await operators(() => undefined)
    expect(await failure(server.url, { deadline: Date.now() + 100 })).toMatch(/^the server of the file gave no answer/)
  })

  test('when the server drips past the deadline', async () => {
    const server = await operators((_request, response) => {
      const drip = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(drip))
    })
    expect(await failure(server.url, { deadline: Date.now() + 150 })).toMatch(/^the server of the file gave no answer/)
  })

  test('when there is no time left', async () => {
    const server = await operators(lamp)
    expect(await failure(server.url, { deadline: Date.now() - 1 })).toBe('there was no time left to fetch the file')
    expect(server.asked).toEqual([])
  })

  test('when the server announces more than it sends, and hangs up', async () => {
    const url = await speaking('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\na lamp', { hangsUp: true })
    expect(await failure(url)).toMatch(/^the server of the file /)
  })

  test('when the server announces more than it sends, and keeps us waiting', async () => {
    const url = await speaking('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\na lamp', { hangsUp: false })
    expect(await failure(url, { deadline: Date.now() + 300 })).toMatch(/^the server of the file gave no answer/)
  })

  test('when the server announces less than it sends, nothing beyond that is read', async () => {
    const more = 'x'.repeat(100_000)
    const url = await speaking(`HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\na lamp${more}`, { hangsUp: true })
    const outcome = await download(url, limits()).then(
      ({ content }) => content.toString(),
      (error: unknown) => error,
    )
    if (typeof outcome === 'string') expect(outcome).toBe('a lamp')
    else expect(outcome).toBeInstanceOf(DownloadError)
  })

  test('when what the server announces is no length', async () => {
    const url = await speaking('HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\na lamp', { hangsUp: true })
    expect(await failure(url)).toMatch(/^the server of the file gave no answer/)
  })

  test('when what the server says is no HTTP', async () => {
    const url = await speaking('220 files.example ready\r\n', { hangsUp: true })
    expect(await failure(url)).toMatch(/^the server of the file gave no answer/)
  })

  test('when the server hangs behind a redirect', async () => {
    const server = await operators((request, response) => {
      if (request.url === '/') redirect('/hangs')(request, response)
    })
    expect(await failure(`${server.url}/`, { deadline: Date.now() + 300 })).toMatch(
      /^the server of the file gave no answer|^there was no time left/,
    )
  })

  test('when nobody is there', async () => {
    const server = await operators((_request, response) => response.destroy())
    expect(await failure(server.url)).toMatch(/^the server of the file gave no answer/)
  })

  test('and the reason names no address: links may be signed', async () => {
    const server = await operators((_request, response) => response.destroy())
    expect(await failure(`${server.url}/lamp?signature=abc`)).not.toMatch(/127\.0\.0\.1|signature/)
    expect(await failure('http://10.0.0.1/lamp?signature=abc')).not.toMatch(/10\.0|signature/)
    expect(await failure('http://no-such-host.invalid/lamp?signature=abc')).not.toMatch(/invalid|signature/)
  })
})

test('a proxy that the environment names is not asked: it would be judged in the place of the file', async () => {
  const proxy = await serve(lamp)
  const server = await operators(lamp)
  for (const name of ['http_proxy', 'HTTP_PROXY', 'all_proxy']) vi.stubEnv(name, proxy.url)
  for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, '')
  await download(`${server.url}/lamp.png`, limits())
  expect(proxy.asked).toEqual([])
  expect(server.asked).toEqual(['/lamp.png'])
})
