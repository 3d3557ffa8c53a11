import { deskIds } from '../playground/desks'
import { refuse, takeArguments } from './arguments'
import { port } from './words'

const command = {
  name: 'npm run playground',
  does: 'The integrations, stand-ins for Botpress, HubSpot and SalesIQ, and a web page on one local port.',
  options: {
    port: { says: 'The port to use, as PORT in the environment. Default: 4400 or the next free one.', value: port },
    'no-open': { says: 'Leave the browser closed.' },
  },
}

/** `npm run playground`: the integrations, their stand-ins and a web page on one local port. */
async function main(): Promise<void> {
  const given = takeArguments(command)
  if (!given) return
  const asked = given.value('port') ?? (process.env.PORT || undefined)
  const objection = asked === undefined ? undefined : port.objection(asked)
  if (objection !== undefined) return refuse(command, `PORT: ${objection}`)
  const { openPort } = await import('../playground/server/port')
  // Before anything is built: that the port is taken is not to be learnt after a minute.
  const front = await openPort(asked === undefined ? undefined : Number(asked))
  process.stdout.write('Building…\n')
  const [{ buildPage }, { buildIntegration }, { startPlayground }, { default: open }] = await Promise.all([
    import('../playground/server/page'),
    import('../playground/server/integration'),
    import('../playground/server/playground'),
    import('open'),
  ])
  const [page] = await Promise.all([buildPage(), ...deskIds.map((desk) => buildIntegration(desk))])
  const playground = await startPlayground({ front, page })
  process.stdout.write(`The playground is open at ${playground.url} (Ctrl+C ends it)\n`)
  const isForAPerson = process.stdout.isTTY && !process.env.CI && !given.has('no-open')
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
