import { rmSync } from 'node:fs'

/** Takes away what an earlier run recorded, so that the contract tests judge this run alone. */
export default function setup(): void {
  for (const folder of ['calls', 'logs', 'unspeakable']) {
    rmSync(`test-output/${folder}`, { recursive: true, force: true })
  }
}
