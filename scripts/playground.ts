import open from 'open'
import { buildIntegration } from '../playground/server/integration'
import { buildPage } from '../playground/server/page'
import { startPlayground } from '../playground/server/playground'
import { openPort } from '../playground/server/port'

/** `npm run playground`: the integration, both stand-ins and a web page on one local port. */
async function main(): Promise<void> {
  process.stdout.write('Building…\n')
  const [page] = await Promise.all([buildPage(), buildIntegration()])
  const front = await openPort(process.argv.slice(2), process.env.PORT)
  const playground = await startPlayground({ front, page })
  process.stdout.write(`The playground is open at ${playground.url} (Ctrl+C ends it)\n`)
  const isForAPerson = process.stdout.isTTY && !process.env.CI && !process.argv.includes('--no-open')
  // Where no browser can be opened, the address is on the screen.
  if (isForAPerson) await open(playground.url).catch(() => undefined)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void playground.close().finally(() => process.exit(0))
    })
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The playground could not be started: ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exit(1)
})
