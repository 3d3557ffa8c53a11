/** Variables by name, as in a `.env` file. */
export type Env = Record<string, string | undefined>

/**
 * Takes the variables of a `.env` file; what the environment says already stands.
 *
 * @returns whether there is one.
 */
export function loadEnvFile(path: string): boolean {
  try {
    process.loadEnvFile(path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

/** Reads one variable at a time; empty when it is not filled in. */
export const textsIn = (env: Env) => (name: string) => env[name]?.trim() ?? ''
