import { resolve } from 'node:path'
import { bundle } from '../../scripts/bundle'
import { buildWorker, type IntegrationProcess, startIntegrationProcess } from '../../sim/process/integration-process'

const folder = resolve('test-output/chaos')
const files = { bundle: resolve(folder, 'index.cjs'), worker: resolve(folder, 'worker.cjs') }

/** Builds the integration as it is deployed, and the script that hosts it. */
export async function buildAll(): Promise<void> {
  await bundle(files.bundle)
  await buildWorker(files.worker)
}

/** Several processes of the integration. */
export type Processes = {
  /** Where they listen now. */
  urls(): string[]
  /** Ends one by SIGKILL, whatever it is doing, and starts another in its place. */
  kill(index: number): Promise<void>
  /** How many ended without having been killed. */
  crashes(): number
  close(): Promise<void>
}

/**
 * @param environment where the stand-ins are; what is not named here, the processes do not have.
 * @param changed called with the URLs whenever they have changed.
 */
export async function startProcesses(
  count: number,
  environment: Record<string, string>,
  changed: (urls: string[]) => void,
): Promise<Processes> {
  let crashes = 0
  const start = async (): Promise<IntegrationProcess> => {
    const started = await startIntegrationProcess({ ...files, environment, log: 'test-output/logs/chaos.log' })
    started.onCrash(() => {
      crashes += 1
    })
    return started
  }
  const running = await Promise.all(Array.from({ length: count }, start))
  const urls = () => running.map(({ url }) => url)
  changed(urls())
  return {
    urls,
    kill: async (index) => {
      const victim = running[index]
      if (victim === undefined) throw new Error(`There is no process ${index}`)
      await victim.kill()
      running[index] = await start()
      changed(urls())
    },
    crashes: () => crashes,
    close: async () => {
      await Promise.all(running.map((process) => process.kill()))
    },
  }
}
