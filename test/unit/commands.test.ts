import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readArguments, usage } from '../../scripts/arguments'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsx = createRequire(import.meta.url).resolve('tsx/cli')

type Outcome = { code: number | null; output: string; errors: string }

/** In a folder of its own, which is empty: whatever a command makes there shows. */
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function run(script: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [tsx, join(root, script), ...args],
      { cwd: folder, env: { ...process.env, ...env } },
      (_error, output, errors) => resolve({ code: child.exitCode, output, errors }),
    )
  })
}

const scripts = {
  'npm run build': 'scripts/build.ts',
  'npm run soak': 'scripts/soak.ts',
  'npm run demo': 'scripts/demo.ts',
  'npm run bench': 'bench/run.ts',
  'npm run doctor': 'scripts/doctor.ts',
  'npm run docs:pack': 'scripts/pack-docs.ts',
  'npm run test:live': 'scripts/test-live.ts',
  'npm run playground': 'scripts/playground.ts',
}

describe.concurrent.each(Object.entries(scripts))('%s', (name, script) => {
  test.concurrent('says how it is called when asked', async () => {
    for (const word of ['--help', '-h']) {
      const { code, output, errors } = await run(script, [word])
      expect(code).toBe(0)
      expect(output).toMatch(new RegExp(`^Usage: ${name} `))
      expect(errors).toBe('')
    }
  })

  test.concurrent.each([[['--foo']], [['-x']], [['one', 'two']], [['--foo=1', 'one']], [['-5']]])(
    'refuses what it does not take, and does nothing: %s',
    async (args) => {
      const { code, output, errors } = await run(script, args)
      expect(code).toBe(2)
      expect(errors).toContain(`\nUsage: ${name} `)
      expect(errors).toMatch(/^(Unknown option '|")/)
      expect(output).toBe('')
      expect(await readdir(folder)).toEqual([])
    },
  )
})

describe.concurrent('a value that cannot be one is refused at once', () => {
  test.concurrent.each<[string, string[], Record<string, string>, string]>([
    ['scripts/build.ts', [''], {}, 'A folder needs a name.'],
    [
      'scripts/build.ts',
      ['dist'],
      {},
      'There is no integration.definition.ts in dist. Name the folder of an integration',
    ],
    ['scripts/soak.ts', ['--minutes', 'abc'], {}, '"abc" is no number of minutes'],
    ['scripts/soak.ts', ['--minutes', '0'], {}, '"0" is no number of minutes'],
    ['scripts/soak.ts', ['--minutes', 'Infinity'], {}, '"Infinity" is no number of minutes'],
    ['scripts/soak.ts', ['--minutes', '10m'], {}, '"10m" is no number of minutes'],
    ['scripts/soak.ts', ['30'], {}, '"30" is no help desk that there is: hubspot or salesiq.'],
    ['scripts/playground.ts', ['--port', 'abc'], {}, '"abc" is not a port'],
    ['scripts/playground.ts', ['--port', '65536'], {}, '"65536" is not a port'],
    ['scripts/playground.ts', ['--port', '0x10'], {}, '"0x10" is not a port'],
    ['scripts/playground.ts', ['--port='], {}, '"" is not a port'],
    ['scripts/playground.ts', ['--port'], {}, "Option '--port <value>' argument missing"],
    ['scripts/playground.ts', ['--port', '1', '--port', '2'], {}, '--port is given twice'],
    ['scripts/playground.ts', ['--no-open=no'], {}, "Option '--no-open' does not take an argument"],
    ['scripts/playground.ts', [], { PORT: '44OO' }, 'PORT: "44OO" is not a port'],
    ['scripts/doctor.ts', ['zendesk'], {}, '"zendesk" is no help desk that there is: hubspot or salesiq.'],
    ['scripts/demo.ts', ['HubSpot'], {}, '"HubSpot" is no help desk that there is: hubspot or salesiq.'],
    ['scripts/test-live.ts', ['', '--sim'], {}, '"" is no help desk that there is: hubspot or salesiq.'],
    ['scripts/doctor.ts', ['--env='], {}, 'A file needs a name.'],
    ['scripts/doctor.ts', ['--sim', '--env', 'x'], {}, 'With --sim no file is read.'],
    ['scripts/test-live.ts', ['salesiq', '--sim', '--env', 'x'], {}, 'With --sim no file is read.'],
    ['scripts/test-live.ts', [], { LIVE_PORT: 'abc' }, 'LIVE_PORT: "abc" is not a port'],
    ['scripts/test-live.ts', [], { LIVE_PATIENCE_SECONDS: 'long' }, 'LIVE_PATIENCE_SECONDS: "long" is no number'],
  ])('%s %s %o', async (script, args, env, why) => {
    const { code, output, errors } = await run(script, args, env)
    expect(errors).toContain(why)
    expect(errors).toContain('\nUsage: npm run ')
    expect(code).toBe(2)
    expect(output).toBe('')
  })
})

test('a port that is taken is said before anything is built', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const { code, output, errors } = await run('scripts/playground.ts', ['--port', port])
  expect(errors).toContain(`Port ${port} is taken. Choose another with --port.`)
  expect(code).toBe(1)
  expect(output).toBe('')
})

describe('arguments', () => {
  const command = {
    name: 'npm run thing',
    does: 'Does it.',
    operand: { name: 'folder', says: 'Where.', objection: (word: string) => (word === 'x' ? 'Not x.' : undefined) },
    options: {
      loud: { says: 'Say more.' },
      size: { says: 'How large.', value: { name: 'n', says: '', objection: () => undefined } },
    },
  }

  test('are read in any order', () => {
    for (const args of [
      ['--loud', 'here', '--size', '3'],
      ['here', '--size=3', '--loud'],
    ]) {
      const reading = readArguments(command, args)
      if (reading.asks !== 'work') throw new Error('not taken')
      const { operand, has, value } = reading.given
      expect([operand, has('loud'), value('size')]).toEqual(['here', true, '3'])
    }
  })

  test('after -- are no names of options', () => {
    const reading = readArguments(command, ['--', '--loud'])
    expect(reading).toMatchObject({ asks: 'work', given: { operand: '--loud' } })
    expect(readArguments(command, ['--', '--help'])).toMatchObject({ asks: 'work' })
  })

  test('may ask for the usage beside whatever else there is', () => {
    expect(readArguments(command, ['--foo', 'x', '--help'])).toEqual({ asks: 'help' })
  })

  test('that a word has an objection to are refused with it', () => {
    expect(readArguments(command, ['x'])).toEqual({ asks: 'nonsense', why: 'Not x.' })
  })

  test('have a usage that names each', () => {
    expect(usage(command)).toBe(
      'Usage: npm run thing [-- [<folder>] [options]]\nDoes it.\n\n' +
        '  <folder>    Where.\n  --loud      Say more.\n  --size <n>  How large. \n  --help      Print this.\n',
    )
  })
})
