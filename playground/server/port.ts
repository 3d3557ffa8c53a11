import { parseArgs } from 'node:util'
import { type Front, startFront } from '../../sim/http/front'

const usual = 4400
const tries = 50

/**
 * Listens on the port that was asked for, or on the first free one from 4400.
 *
 * @param args may hold `--port <number>`, which wins over `fromEnvironment`.
 * @throws when the port that was asked for is no port, or is taken.
 */
export async function openPort(args: string[], fromEnvironment: string | undefined): Promise<Front> {
  const { values } = parseArgs({ args, options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } } })
  const asked = values.port ?? (fromEnvironment || undefined)
  if (asked !== undefined) {
    const port = Number(asked)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`"${asked}" is not a port.`)
    return startFront(port).catch((error: unknown) => {
      throw isTaken(error) ? new Error(`Port ${port} is taken. Choose another with --port.`) : error
    })
  }
  for (let port = usual; port < usual + tries; port += 1) {
    try {
      return await startFront(port)
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new Error(`The ports from ${usual} to ${usual + tries - 1} are all taken. Choose another with --port.`)
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
