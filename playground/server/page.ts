import type { RequestListener } from 'node:http'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import { build } from 'vite'
import { assertOwnPage } from './guard'
import { Refusal } from './refusal'

/** Builds the page into a folder (an absolute path), which is emptied first, and returns that. */
export async function buildPage(outDir = resolve('dist/playground/page')): Promise<string> {
  const root = fileURLToPath(new URL('../page', import.meta.url))
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  return outDir
}

/**
 * Serves the built page. It may load nothing from elsewhere.
 *
 * @param ownUrl where files are linked to; people may open the page under another name of this machine.
 */
export function servePage(folder: string, ownUrl: string): RequestListener {
  const files = sirv(folder, { etag: true, dev: false })
  const policy = [
    "default-src 'self'",
    `img-src 'self' ${ownUrl} data: blob:`,
    `media-src 'self' ${ownUrl} data: blob:`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  return (incoming, outgoing) => {
    try {
      assertOwnPage(incoming.headers)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      outgoing.writeHead(error.status, { 'content-type': 'text/plain' }).end(error.message)
      return
    }
    outgoing.setHeader('content-security-policy', policy)
    outgoing.setHeader('x-content-type-options', 'nosniff')
    outgoing.setHeader('referrer-policy', 'no-referrer')
    files(incoming, outgoing, () => {
      outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('The playground has nothing here.')
    })
  }
}
