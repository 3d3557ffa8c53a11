import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import * as z from 'zod'
import { type Bundle, bundle } from '../scripts/bundle'

const folder = resolve('test-output/bench')

/** The bundles that are measured, by the path of the file. */
export type Bundles = Record<'bridge' | 'empty' | 'bare', Bundle & { file: string }>

const worker = resolve(folder, 'worker.cjs')

/** Builds the integration as it is deployed, what it is held against, and the script that hosts them. */
export async function buildAll(): Promise<Bundles> {
  const one = async (name: string, source?: string) => {
    const file = resolve(folder, `${name}.cjs`)
    return { file, ...(await bundle(file, source)) }
  }
  await build({
    entryPoints: ['bench/worker.ts'],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  })
  return {
    bridge: await one('bridge'),
    empty: await one('empty', './bench/sources/empty'),
    bare: await one('bare', './bench/sources/bare'),
  }
}

const usage = z.object({ rss: z.number(), heapUsed: z.number(), cpuMs: z.number() })

/** Memory in bytes; processor time since the start in ms. */
export type Usage = z.infer<typeof usage>

/** One process of an integration. */
export type Process = {
  url: string
  /** @param collect whether garbage is collected first; default false. */
  usage(collect?: boolean): Promise<Usage>
  close(): Promise<void>
}

/** @param environment where the stand-ins are; what is not named here, the process does not have. */
export async function startProcess(file: string, environment: Record<string, string>): Promise<Process> {
  mkdirSync('test-output/logs', { recursive: true })
  const log = openSync('test-output/logs/bench.log', 'a')
  const child = fork(worker, {
    env: { PATH: process.env.PATH, BENCH_BUNDLE: file, ...environment },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', log, log, 'ipc'],
  })
  const { url } = z.object({ url: z.string() }).parse(await answer(child))
  return {
    url,
    usage: async (collect = false) => {
      const answered = answer(child)
      child.send(collect ? 'collect' : 'tell')
      return usage.parse(await answered)
    },
    close: async () => {
      if (child.exitCode !== null) return
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await ended
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
