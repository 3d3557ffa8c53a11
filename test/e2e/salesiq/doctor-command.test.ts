import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'

const tsx = createRequire(import.meta.url).resolve('tsx/cli')
const cwd = fileURLToPath(new URL('../../..', import.meta.url))

const report = z.object({ ok: z.boolean(), checks: z.array(z.object({ id: z.string(), ok: z.boolean().nullable() })) })

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ZOHO_'))
  // At the pace of real life.
  const env = { ...Object.fromEntries(own), HITL_TIME_SCALE: '1' }
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [tsx, 'scripts/doctor.ts', 'salesiq', ...args],
      { cwd, env },
      (_error, output) => resolve({ code: child.exitCode, output }),
    )
  })
}

describe('npm run doctor -- salesiq', () => {
  test('with --sim shows a healthy installation and exits with 0', async () => {
    const { code, output } = await run('--sim', '--json')
    const { ok, checks } = report.parse(JSON.parse(output))
    expect(ok).toBe(true)
    expect(checks.filter((check) => check.ok !== true)).toEqual([])
    expect(code).toBe(0)
  })

  test('without a .env says so first, what to do, and what it can never see', async () => {
    const { code, output } = await run('--env', 'no-such-file')
    expect(output).toMatch(/^✗ The file no-such-file is there, .*\n {4}→ Copy \.env\.example to \.env .*Zoho client/)
    expect(output).toContain('missing: ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET, ZOHO_WEBHOOK_URL')
    expect(output).toMatch(/^– .*stored in Botpress, .*without ZOHO_REFRESH_TOKEN in \.env it can check nothing/m)
    expect(output).toContain('the doctor cannot say whether conversations are handed over')
    expect(code).toBe(1)
  })
})
