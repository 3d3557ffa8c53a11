import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { localIntegration } from '../../../playground/server/integration'
import { type IntegrationProcess, startIntegrationProcess } from '../../../sim/process/integration-process'

const nowhere = { HUBSPOT_API_URL: '', HUBSPOT_APP_URL: '', BP_API_URL: '', BP_WEBHOOK_URL: '', BP_TOKEN: '' }

/** Processes that are none: the `failing`-th ones do not start. */
function processes(failing: number[]) {
  const crashes: (() => void)[] = []
  let count = 0
  const start = async (): Promise<IntegrationProcess> => {
    count += 1
    if (failing.includes(count)) throw new Error('no memory')
    return {
      url: `http://127.0.0.1/${count}`,
      ask: async () => undefined,
      kill: async () => {},
      onCrash: (listener) => crashes.push(listener),
    }
  }
  return { start, crashes }
}

test('a restart that fails is tried again, and can be asked for once more', async () => {
  const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const urls: string[][] = []
  const { start } = processes([2, 3])
  const integration = localIntegration((now) => urls.push(now), 'hubspot', start)
  const host = await integration.start(nowhere)
  await integration.restart()
  expect(silence).toHaveBeenCalledTimes(2)
  silence.mockRestore()
  expect(integration.state()).toEqual({ state: 'running', restarts: 1 })
  await integration.restart()
  expect(urls).toEqual([['http://127.0.0.1/1'], [], ['http://127.0.0.1/4'], [], ['http://127.0.0.1/5']])
  await host.close()
})

test('a process that crashed and was replaced by hand is not replaced twice', async () => {
  const { start, crashes } = processes([])
  const integration = localIntegration(() => {}, 'hubspot', start)
  const host = await integration.start(nowhere)
  crashes[0]?.()
  await integration.restart()
  await new Promise((done) => setTimeout(done, 700))
  expect(integration.state()).toEqual({ state: 'running', restarts: 1 })
  await host.close()
})

test('a process that never says where it listens is given up', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'))
  const worker = join(folder, 'worker.cjs')
  writeFileSync(worker, 'setInterval(() => {}, 1_000)')
  const options = { worker, bundle: '', environment: {}, log: join(folder, 'log'), startWithinMs: 300 }
  await expect(startIntegrationProcess(options)).rejects.toThrow(/ended/)
})
