import { setTimeout as sleep } from 'node:timers/promises'

type Turn = { writtenAt: number; isRunning: boolean; begin: () => void }

/** Who waits for whom; by conversation. */
const lines = new Map<string, Turn[]>()

/**
 * Runs an action when no earlier one of the same key is under way in this process; of several that wait, what was written
 * first comes first. Whoever has waited until `patience` goes ahead all the same: an order is worth some seconds, and no
 * message.
 *
 * @param writtenAt what the order goes by.
 * @param patience epoch ms.
 */
export async function inTurn<T>(
  key: string,
  writtenAt: number,
  patience: number,
  action: () => Promise<T>,
): Promise<T> {
  const line = lines.get(key) ?? []
  lines.set(key, line)
  const turn: Turn = { writtenAt, isRunning: line.length === 0, begin: () => undefined }
  const begun = new Promise<void>((resolve) => {
    turn.begin = resolve
  })
  line.push(turn)
  try {
    const wait = new AbortController()
    if (!turn.isRunning) {
      // Rejects when it is not needed any more.
      const tired = sleep(Math.max(0, patience - Date.now()), undefined, { signal: wait.signal }).catch(() => undefined)
      await Promise.race([begun, tired])
      wait.abort()
      turn.isRunning = true
    }
    return await action()
  } finally {
    line.splice(line.indexOf(turn), 1)
    if (line.length === 0) lines.delete(key)
    else if (!line.some(({ isRunning }) => isRunning)) first(line)?.begin()
  }
}

/** Whether somebody of this process has the turn, so that another one has to wait. */
export const isTurnTaken = (key: string): boolean => lines.has(key)

function first(line: Turn[]): Turn | undefined {
  return line.reduce<Turn | undefined>(
    (best, turn) => (best && best.writtenAt <= turn.writtenAt ? best : turn),
    undefined,
  )
}
