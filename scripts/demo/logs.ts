import { format, stripVTControlCharacters } from 'node:util'

/**
 * Keeps what is logged from now on out of the terminal, so that it does not run through the transcript.
 *
 * @returns the lines, growing.
 */
export function collectLogs(): readonly string[] {
  const lines: string[] = []
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    console[level] = (...parts: unknown[]) => {
      lines.push(`${level}: ${stripVTControlCharacters(format(...parts))}`)
    }
  }
  return lines
}
