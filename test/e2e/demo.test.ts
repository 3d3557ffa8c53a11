import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const tsx = createRequire(import.meta.url).resolve('tsx/cli')

test.each([
  { args: [], steps: 14 },
  { args: ['salesiq'], steps: 10 },
])(
  'the demo sees each of its steps at the other end, just once: $args',
  async ({ args, steps }) => {
    const cwd = fileURLToPath(new URL('../..', import.meta.url))
    // It plays at the pace of real life.
    const env = { ...process.env, HITL_TIME_SCALE: '1' }
    const { stdout } = await promisify(execFile)(process.execPath, [tsx, 'scripts/demo.ts', ...args], { cwd, env })
    expect(stdout).toContain(
      `All ${steps} steps were seen at the other end, each just once. Nothing was lost on the way.`,
    )
  },
  90_000,
)
