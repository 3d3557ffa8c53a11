import { type Front, startFront } from '../../sim/http/front'

const usual = 4400
const tries = 50

/**
 * Listens on the port that was asked for, or on the first free one from 4400.
 *
 * @throws when the port that was asked for is taken.
 */
export async function openPort(asked: number | undefined): Promise<Front> {
  if (asked !== undefined) {
    return startFront(asked).catch((error: unknown) => {
      throw isTaken(error) ? new Error(`Port ${asked} is taken. Choose another with --port.`) : error
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
