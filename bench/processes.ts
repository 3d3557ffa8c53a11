import { resolve } from 'node:path'
import * as z from 'zod'
import { type Bundle, bundle } from '../scripts/bundle'
import { buildWorker, startIntegrationProcess } from '../sim/process/integration-process'

const folder = resolve('test-output/bench')

/** A bundle, by the path of the file. */
export type Built = Bundle & { file: string }

/** Those that are measured: each integration, and what they are held against. */
export type Bundles = Record<'hubspot' | 'salesiq' | 'empty' | 'bare', Built>

const worker = resolve(folder, 'worker.cjs')

/** Builds the integrations as they are deployed, what they are held against, and the script that hosts them. */
export async function buildAll(): Promise<Bundles> {
  const one = async (name: string, source?: string) => {
    const file = resolve(folder, `${name}.cjs`)
    return { file, ...(await bundle(file, source)) }
  }
  await buildWorker(worker)
  return {
    hubspot: await one('hubspot'),
    salesiq: await one('salesiq', './integrations/zoho-salesiq/src/index'),
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
  const log = 'test-output/logs/bench.log'
  const started = await startIntegrationProcess({ worker, bundle: file, environment, log, execArgv: ['--expose-gc'] })
  return {
    url: started.url,
    usage: async (collect = false) => usage.parse(await started.ask(collect ? 'collect' : 'tell')),
    close: () => started.kill(),
  }
}
