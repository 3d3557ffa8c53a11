import { type ChildProcess, fork } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import * as z from 'zod'
import { bundle } from '../../scripts/bundle'

const folder = resolve('test-output/chaos')
const files = { bundle: resolve(folder, 'index.cjs'), worker: resolve(folder, 'worker.cjs') }

/** Builds the integration as it is deployed, and the script that hosts it. */
export async function buildAll(): Promise<void> {
  await bundle(files.bundle)
  await build({
    entryPoints: ['test/chaos/worker.ts'],
    outfile: files.worker,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  })
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

type Running = { child: ChildProcess; url: string }

/**
 * @param environment where the stand-ins are; what is not named here, the processes do not have.
 * @param changed called with the URLs whenever they have changed.
 */
export async function startProcesses(
  count: number,
  environment: Record<string, string>,
  changed: (urls: string[]) => void,
): Promise<Processes> {
  mkdirSync('test-output/logs', { recursive: true })
  const log = createWriteStream('test-output/logs/chaos.log', { flags: 'a' })
  const expected = new WeakSet<ChildProcess>()
  let crashes = 0
  const start = async (): Promise<Running> => {
    const child = fork(files.worker, {
      env: { PATH: process.env.PATH, CHAOS_BUNDLE: files.bundle, ...environment },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child.stdout?.pipe(log, { end: false })
    child.stderr?.pipe(log, { end: false })
    child.once('exit', () => {
      if (!expected.has(child)) crashes += 1
    })
    return { child, url: await announced(child) }
  }
  const end = async ({ child }: Running) => {
    expected.add(child)
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
  }
  const running = await Promise.all(Array.from({ length: count }, start))
  const urls = () => running.map(({ url }) => url)
  changed(urls())
  return {
    urls,
    kill: async (index) => {
      const victim = running[index]
      if (victim === undefined) throw new Error(`There is no process ${index}`)
      await end(victim)
      running[index] = await start()
      changed(urls())
    },
    crashes: () => crashes,
    close: async () => {
      await Promise.all(running.map(end))
      log.end()
    },
  }
}

const announcement = z.object({ url: z.string() })

/** The URL that a process announces when it listens. */
function announced(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    child.once('message', (message) => done(announcement.parse(message).url))
    child.once('exit', (code) => fail(new Error(`A process of the integration ended at its start (${code})`)))
  })
}
