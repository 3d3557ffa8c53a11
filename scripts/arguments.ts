import { parseArgs } from 'node:util'

/** What a command takes, as its usage says it. */
export type Command<Name extends string = never> = {
  /** As it is typed: `npm run build`. */
  name: string
  /** What it does, in a line. */
  does: string
  /** The one word that may stand without a name before it. */
  operand?: Word
  options: Record<Name, { says: string; value?: Word }>
}

/** A word that somebody chooses. */
type Word = {
  /** What stands for it in the usage: `folder`. */
  name: string
  says: string
  /** What is wrong with it; undefined when nothing is. */
  objection: (word: string) => string | undefined
}

/** What was asked of a command. */
export type Given<Name extends string> = {
  operand: string | undefined
  has: (option: Name) => boolean
  value: (option: Name) => string | undefined
}

export type Reading<Name extends string> =
  | { asks: 'work'; given: Given<Name> }
  | { asks: 'help' }
  /** `why` in words for the one who typed it. */
  | { asks: 'nonsense'; why: string }

/**
 * Reads this process' arguments. Where they ask for the usage, or cannot be taken, it says so (on the output, exit code 0;
 * among the errors, exit code 2) and returns undefined: nothing else is to be done then.
 */
export function takeArguments<Name extends string>(command: Command<Name>): Given<Name> | undefined {
  const reading = readArguments(command, process.argv.slice(2))
  if (reading.asks === 'work') return reading.given
  if (reading.asks === 'help') process.stdout.write(usage(command))
  else refuse(command, reading.why)
  return undefined
}

/** Says why the command cannot be carried out as it was asked, and how to ask. The process ends with 2. */
export function refuse<Name extends string>(command: Command<Name>, why: string): void {
  process.stderr.write(`${why}\n\n${usage(command)}`)
  process.exitCode = 2
}

/** Reads arguments strictly: nothing that is not in the usage, no name twice, no value that cannot be one. */
export function readArguments<Name extends string>(command: Command<Name>, args: string[]): Reading<Name> {
  const end = args.indexOf('--')
  const named = end < 0 ? args : args.slice(0, end)
  if (named.some((word) => word === '--help' || word === '-h')) return { asks: 'help' }
  try {
    const given = parse(command, args)
    const why = objectionTo(command, given)
    return why === undefined ? { asks: 'work', given } : { asks: 'nonsense', why }
  } catch (error) {
    // parseArgs explains at length how else an argument could have been meant; its first sentence says what is wrong.
    if (!(error instanceof TypeError)) throw error
    return { asks: 'nonsense', why: `${error.message.split(/\.\s|\n/)[0]?.replace(/\.$/, '')}.` }
  }
}

/** Throws TypeError for what the command does not take. */
function parse<Name extends string>(command: Command<Name>, args: string[]): Given<Name> {
  const options = Object.fromEntries(
    namesOf(command).map((name) => [name, { type: command.options[name].value ? 'string' : 'boolean' } as const]),
  )
  const { values, positionals, tokens } = parseArgs({ args, options, allowPositionals: true, tokens: true })
  const names = tokens.flatMap((token) => (token.kind === 'option' ? token.name : []))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new TypeError(`--${twice} is given twice`)
  const [operand, ...more] = positionals
  const surplus = command.operand ? more[0] : operand
  if (surplus !== undefined) throw new TypeError(`"${surplus}" is not expected here`)
  return {
    operand,
    has: (name) => values[name] === true,
    value: (name) => {
      const value = values[name]
      return typeof value === 'string' ? value : undefined
    },
  }
}

function objectionTo<Name extends string>(command: Command<Name>, given: Given<Name>): string | undefined {
  const words = [
    { word: command.operand, text: given.operand },
    ...namesOf(command).map((name) => ({ word: command.options[name].value, text: given.value(name) })),
  ]
  for (const { word, text } of words) {
    const why = text === undefined ? undefined : word?.objection(text)
    if (why !== undefined) return why
  }
  return undefined
}

/** How a command is called. */
export function usage<Name extends string>(command: Command<Name>): string {
  const { name, does, operand } = command
  const lines = [
    ...(operand ? [[`<${operand.name}>`, operand.says]] : []),
    ...namesOf(command).map((option) => {
      const { says, value } = command.options[option]
      return [`--${option}${value ? ` <${value.name}>` : ''}`, value ? `${says} ${value.says}` : says]
    }),
    ['--help', 'Print this.'],
  ]
  const width = Math.max(...lines.map(([left = '']) => left.length))
  const shown = lines.map(([left = '', right]) => `  ${left.padEnd(width)}  ${right}`)
  return `Usage: ${name} [-- ${operand ? `[<${operand.name}>] ` : ''}[options]]\n${does}\n\n${shown.join('\n')}\n`
}

function namesOf<Name extends string>({ options }: Command<Name>): Name[] {
  const names: Name[] = []
  for (const name in options) names.push(name)
  return names
}
