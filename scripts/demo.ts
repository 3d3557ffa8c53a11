import { takeArguments } from './arguments'
import { type DeskName, desk, deskOf } from './desks'

const command = {
  name: 'npm run demo',
  does: 'Plays sessions between the stand-ins, and prints what each side saw. 0 if every step was seen at the other end.',
  operand: desk,
  options: {},
}

const demos: Record<DeskName, () => Promise<boolean>> = {
  hubspot: async () => {
    const [{ playDemo }, { demo }] = await Promise.all([import('./demo/play'), import('./demo/hubspot')])
    return playDemo(demo)
  },
  salesiq: async () => {
    const [{ playDemo }, { demo }] = await Promise.all([import('./demo/play'), import('./demo/salesiq')])
    return playDemo(demo)
  },
}

/** `npm run demo [-- <desk>]`. */
async function main(): Promise<void> {
  const given = takeArguments(command)
  if (!given) return
  process.exitCode = (await demos[deskOf(given.operand)]()) ? 0 : 1
}

main().catch((error: unknown) => {
  process.stderr.write(`The demo could not be played: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
