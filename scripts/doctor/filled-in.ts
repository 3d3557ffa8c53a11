import { type Check, failed, passed } from '../../core/doctor/check'

/** What of an installation has to be in the environment. */
export type FilledIn = {
  /** The file that the variables should have come from; undefined when it is there. */
  missingFile: string | undefined
  /** Names of variables that are needed and empty. */
  missing: string[]
}

/** That the file is there, and the values of the `app` (or client) in it. */
export function checkFilledIn({ missingFile, missing }: FilledIn, app: string, goesIn: string): Check[] {
  const check = { id: 'configuration', title: `The values of the ${app} are filled in` }
  return [
    // Where the environment has all that is needed, nobody misses the file.
    ...(missingFile === undefined || missing.length === 0 ? [] : [missingEnvFile(missingFile, goesIn)]),
    missing.length === 0
      ? passed(check)
      : failed({
          ...check,
          detail: `missing: ${missing.join(', ')}`,
          fix: 'Fill them in in .env, as .env.example says.',
        }),
  ]
}

const missingEnvFile = (file: string, goesIn: string) =>
  failed({
    id: 'env-file',
    title: `The file ${file} is there, with the values of the installation to look at`,
    detail: 'there is no such file',
    fix: `Copy .env.example to .env and fill in ${goesIn}. The doctor runs on your machine: it knows nothing of what you have filled in in Botpress.`,
  })
