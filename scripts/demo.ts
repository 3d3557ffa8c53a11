import { takeArguments } from './arguments'

const command = {
  name: 'npm run demo',
  does: 'Plays two sessions and a ticket between the stand-ins, and prints what each side saw. 0 if every step was seen at the other end.',
  options: {},
}

/** `npm run demo`. */
async function main(): Promise<void> {
  if (!takeArguments(command)) return
  const { playDemo } = await import('./demo/play')
  process.exitCode = (await playDemo()) ? 0 : 1
}

main().catch((error: unknown) => {
  process.stderr.write(`The demo could not be played: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
