import { expect, test } from 'vitest'
import { inTurn } from '../../core/events/turns'

const patience = () => Date.now() + 10_000

/** An action that ends when it is told to. */
function action(name: string, log: string[]) {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const run = async () => {
    log.push(`${name} begins`)
    await ended
    log.push(`${name} ends`)
  }
  return { run, end }
}

test('what comes while another is under way waits for it', async () => {
  const log: string[] = []
  const [one, two] = [action('one', log), action('two', log)]
  const turns = [inTurn('a', 1, patience(), one.run), inTurn('a', 2, patience(), two.run)]
  two.end()
  one.end()
  await Promise.all(turns)
  expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})

test('of those that wait, what was written first comes first', async () => {
  const log: string[] = []
  const [one, two, three] = [action('one', log), action('two', log), action('three', log)]
  const turns = [
    inTurn('a', 1, patience(), one.run),
    inTurn('a', 3, patience(), three.run),
    inTurn('a', 2, patience(), two.run),
  ]
  for (const { end } of [one, two, three]) end()
  await Promise.all(turns)
  expect(log.filter((line) => line.endsWith('begins'))).toEqual(['one begins', 'two begins', 'three begins'])
})

test('whoever has no more patience goes ahead', async () => {
  const log: string[] = []
  const [one, two] = [action('one', log), action('two', log)]
  const first = inTurn('a', 1, patience(), one.run)
  two.end()
  await inTurn('a', 2, Date.now(), two.run)
  one.end()
  await first
  expect(log).toEqual(['one begins', 'two begins', 'two ends', 'one ends'])
})

test('a failure lets the next one begin, and is thrown', async () => {
  const failing = inTurn('a', 1, patience(), () => Promise.reject(new Error('no luck')))
  const next = inTurn('a', 2, patience(), async () => 'done')
  await expect(failing).rejects.toThrow('no luck')
  expect(await next).toBe('done')
})

test('others do not wait', async () => {
  const log: string[] = []
  const one = action('one', log)
  const first = inTurn('a', 1, patience(), one.run)
  expect(await inTurn('b', 2, patience(), async () => 'done')).toBe('done')
  one.end()
  await first
})
