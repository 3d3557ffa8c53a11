import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundle } from '../../scripts/bundle'
import { buildWorker, type IntegrationProcess, startIntegrationProcess } from '../../sim/process/integration-process'
import type { Environment, Host } from '../../sim/stage'
import type { DeskId } from '../desks'
import type { Integration } from '../protocol'

/** The built integration in a process of its own, which may be killed at any time and comes back. */
export type LocalIntegration = {
  state(): Integration
  /** Starts it for the first time. */
  start(environment: Environment): Promise<Host>
  /**
   * Kills the process, whatever it is doing, and starts another, again and again until one runs. Does nothing while one is
   * being started.
   */
  restart(): Promise<void>
}

/** The module that is each desk's integration, for the bundler. */
const sources: Record<DeskId, string> = {
  hubspot: './src/index',
  salesiq: './integrations/zoho-salesiq/src/index',
}

function filesOf(desk: DeskId) {
  const folder = resolve('dist/playground', desk)
  return {
    bundle: resolve(folder, 'index.cjs'),
    worker: resolve(folder, 'worker.cjs'),
    log: resolve(folder, 'integration.log'),
  }
}

/** ms; what ends right after its start is not started again as fast as it ends. */
const crashPause = 500

/** Builds a desk's integration as it is deployed, and the script that hosts it. */
export async function buildIntegration(desk: DeskId = 'hubspot'): Promise<void> {
  const files = filesOf(desk)
  await Promise.all([whole(files.bundle, (path) => bundle(path, sources[desk])), whole(files.worker, buildWorker)])
}

/** Puts a file in place in one go: another playground may be starting a process with it just now. */
async function whole(file: string, write: (path: string) => Promise<unknown>): Promise<void> {
  const draft = `${file}.${randomUUID()}`
  await write(draft)
  await rename(draft, file)
}

/**
 * @param changed called when it went away (no URL) or came back.
 * @param desk whose integration it is.
 * @param startProcess default: as a process of this machine.
 */
export function localIntegration(
  changed: (urls: string[]) => void,
  desk: DeskId = 'hubspot',
  startProcess: typeof startIntegrationProcess = startIntegrationProcess,
): LocalIntegration {
  const files = filesOf(desk)
  let current: IntegrationProcess | undefined
  let environment: Record<string, string> = {}
  let restarts = 0
  let isClosed = false
  const launch = async () => {
    const started = await startProcess({ ...files, environment })
    if (isClosed) {
      await started.kill()
      return started
    }
    current = started
    started.onCrash(() => void sleep(crashPause).then(() => replace(started)))
    changed([started.url])
    return started
  }
  /** Does nothing where another took its place already. */
  const replace = async (victim: IntegrationProcess | undefined) => {
    if (victim === undefined || victim !== current || isClosed) return
    current = undefined
    restarts += 1
    changed([])
    await victim.kill()
    while (current === undefined && !isClosed) {
      try {
        await launch()
      } catch (error) {
        // The page goes on showing that it is starting; the reason is for whoever started the playground.
        process.stderr.write(`The integration did not start again: ${String(error)} (see ${files.log})\n`)
        await sleep(crashPause)
      }
    }
  }
  return {
    state: () => ({ state: current === undefined ? 'starting' : 'running', restarts }),
    restart: () => replace(current),
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
