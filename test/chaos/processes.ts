import { resolve } from 'node:path'
import { bundle } from '../../scripts/bundle'
import {
  buildWorker,
  type IntegrationProcess,
  type ProcessOptions,
  startIntegrationProcess,
} from '../../sim/process/integration-process'
import type { ChaosSeat } from './seat'

const folder = resolve('test-output/chaos')
const built = new Map<string, Promise<Files>>()

type Files = Pick<ProcessOptions, 'bundle' | 'worker'>

/** Builds a desk's integration as it is deployed, and the script that hosts it; once, however often it is asked for. */
export function buildAll({ key, bundleEntry }: Pick<ChaosSeat, 'key' | 'bundleEntry'>): Promise<Files> {
  const files = built.get(key) ?? build(resolve(folder, key), bundleEntry)
  built.set(key, files)
  return files
}

async function build(into: string, entry: string): Promise<Files> {
  const files = { bundle: resolve(into, 'index.cjs'), worker: resolve(into, 'worker.cjs') }
  await bundle(files.bundle, entry)
  await buildWorker(files.worker)
  return files
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

/** @param changed called with the URLs whenever they have changed. */
export async function startProcesses(
  count: number,
  options: ProcessOptions,
  changed: (urls: string[]) => void,
): Promise<Processes> {
  let crashes = 0
  const start = async (): Promise<IntegrationProcess> => {
    const started = await startIntegrationProcess(options)
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
