import { appendFileSync, mkdirSync } from 'node:fs'
import { format } from 'node:util'
import { onTestFinished, vi } from 'vitest'
import { recordingName } from '../recording-name'

export type LogLine = { level: 'debug' | 'info' | 'warn' | 'error'; text: string }

/**
 * Collects what is logged during a test, instead of printing it, and keeps it for the test that looks for secrets in all
 * logs.
 */
export function watchLog(): LogLine[] {
  const lines: LogLine[] = []
  const file = `test-output/logs/${recordingName()}.log`
  mkdirSync('test-output/logs', { recursive: true })
  const spies = (['debug', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      const text = format(...parts)
      lines.push({ level, text })
      appendFileSync(file, `${text}\n`)
    }),
  )
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore()
  })
  return lines
}
