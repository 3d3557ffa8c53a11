import { takeArguments } from '../scripts/arguments'

const command = {
  name: 'npm run bench',
  does: 'Measures what the built integration costs, against the stand-ins, and writes it to bench/latest.json.',
  options: {},
}

/** `npm run bench`. */
async function bench(): Promise<void> {
  if (!takeArguments(command)) return
  const { measureAll } = await import('./measure')
  await measureAll()
}

bench().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
