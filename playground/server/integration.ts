import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundle } from '../../scripts/bundle'
import { buildWorker, type IntegrationProcess, startIntegrationProcess } from '../../sim/process/integration-process'
import type { Environment, Host } from '../../sim/stage'
import type { Integration } from '../protocol'

/** The built integration in a process of its own, which may be killed at any time and comes back. */
export type LocalIntegration = {
  state(): Integration
  /** Starts it for the first time. */
  start(environment: Environment): Promise<Host>
  /** Kills the process, whatever it is doing, and starts another. Does nothing while one is being started. */
  restart(): Promise<void>
}

const folder = resolve('dist/playground')
const files = {
  bundle: resolve(folder, 'index.cjs'),
  worker: resolve(folder, 'worker.cjs'),
  log: resolve(folder, 'integration.log'),
}

/** ms; what ends right after its start is not started again as fast as it ends. */
const crashPause = 500

/** Builds the integration as it is deployed, and the script that hosts it. */
export async function buildIntegration(): Promise<void> {
  await Promise.all([whole(files.bundle, bundle), whole(files.worker, buildWorker)])
}

/** Puts a file in place in one go: another playground may be starting a process with it just now. */
async function whole(file: string, write: (path: string) => Promise<unknown>): Promise<void> {
  const draft = `${file}.${randomUUID()}`
  await write(draft)
  await rename(draft, file)
}

/** @param changed called when it went away (no URL) or came back. */
export function localIntegration(changed: (urls: string[]) => void): LocalIntegration {
  let current: IntegrationProcess | undefined
  let environment: Record<string, string> = {}
  let restarts = 0
  let isClosed = false
  const launch = async () => {
    const started = await startIntegrationProcess({ ...files, environment })
    if (isClosed) {
      await started.kill()
      return started
    }
    current = started
    started.onCrash(() => void sleep(crashPause).then(replace))
    changed([started.url])
    return started
  }
  const replace = async () => {
    const victim = current
    if (victim === undefined || isClosed) return
    current = undefined
    restarts += 1
    changed([])
    await victim.kill()
    try {
      await launch()
    } catch (error) {
      // The page goes on showing that it is starting; the reason is for whoever started the playground.
      process.stderr.write(`The integration did not start again: ${String(error)} (see ${files.log})\n`)
    }
  }
  return {
    state: () => ({ state: current === undefined ? 'starting' : 'running', restarts }),
    restart: replace,
    start: async (given) => {
      const scale = process.env.HITL_TIME_SCALE
      environment = { ...given, ...(scale === undefined ? {} : { HITL_TIME_SCALE: scale }) }
      const { url } = await launch()
      return {
        url,
        close: async () => {
          isClosed = true
          await current?.kill()
        },
      }
    },
  }
}
