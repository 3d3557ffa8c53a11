import { writeFileSync } from 'node:fs'
import tables from 'libphonenumber-js/min/metadata'
import { takeArguments } from './arguments'
import { packText } from './pack-text'

const command = {
  name: 'npm run phones:pack',
  does: 'Packs the tables of phone numbers into the code of the integrations.',
  options: {},
}

/** `npm run phones:pack`: after every update of libphonenumber-js; a test says when it was forgotten. */
function packPhoneTables(): void {
  if (!takeArguments(command)) return
  const code = `/** The tables of phone numbers, made from libphonenumber-js by \`npm run phones:pack\`. */
export const packed =
  '${packText(JSON.stringify(tables))}'
`
  writeFileSync(new URL('../core/people/packed-phone-tables.ts', import.meta.url), code)
  console.log(`${(code.length / 1_000).toFixed(1)} kB`)
}

packPhoneTables()
