import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import * as z from 'zod'

/** One process of an integration, which serves dispatches and nothing else. */
export type IntegrationProcess = {
  url: string
  /** Asks for its usage; see `worker.ts`. */
  ask(question: 'tell' | 'collect'): Promise<unknown>
  /** Ends it by SIGKILL, whatever it is doing. */
  kill(): Promise<void>
  /** Calls `listener` when it ends without having been killed. */
  onCrash(listener: () => void): void
}

export type ProcessOptions = {
  /** The script that `buildWorker` made. */
  worker: string
  /** The integration as it is deployed. */
  bundle: string
  /** Where the stand-ins are; what is not named here, the process does not have. */
  environment: Record<string, string>
  /** File that gets what it writes. */
  log: string
  /** Options of Node; default: none. */
  execArgv?: string[]
  /** ms in which it has to listen; default 30,000. */
  startWithinMs?: number
}

/** Builds the script that hosts an integration. */
export async function buildWorker(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  })
}

/** Starts a process and waits until it listens. Throws when it ends before that, or takes too long and is killed. */
export async function startIntegrationProcess(options: ProcessOptions): Promise<IntegrationProcess> {
  mkdirSync(dirname(options.log), { recursive: true })
  const log = openSync(options.log, 'a')
  const child = fork(options.worker, {
    env: { PATH: process.env.PATH, INTEGRATION_BUNDLE: options.bundle, ...options.environment },
    execArgv: options.execArgv ?? [],
    stdio: ['ignore', log, log, 'ipc'],
  })
  let isExpected = false
  const late = setTimeout(() => child.kill('SIGKILL'), options.startWithinMs ?? 30_000)
  const { url } = z.object({ url: z.string() }).parse(await answer(child).finally(() => clearTimeout(late)))
  return {
    url,
    ask: (question) => {
      const answered = answer(child)
      child.send(question)
      return answered
    },
    kill: async () => {
      isExpected = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await ended
    },
    onCrash: (listener) => {
      child.once('exit', () => {
        if (!isExpected) listener()
      })
    },
  }
}

/** What a process says next. */
function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((done, fail) => {
    const ended = (code: number | null) => fail(new Error(`A process of the integration ended (${code})`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      done(message)
    })
  })
}
