import { describe, expect, test } from 'vitest'
import { addProcess } from './another-process'
import { bindingStage, findOrder } from './binding-stage'

/** Three processes, which are called in turn. */
async function threeProcesses() {
  const rig = await bindingStage()
  await addProcess(rig.stage)
  await addProcess(rig.stage)
  expect(rig.stage.bot.integrationUrls).toHaveLength(3)
  return rig
}

const numbered = (at: number) => ({ ...findOrder, name: `findOrder${at}` })

describe('bindings over three processes', () => {
  test('are found by each, and gone from each', async () => {
    const { save, run, drop } = await threeProcesses()
    await save(findOrder)
    for (let at = 0; at < 3; at += 1) {
      expect((await run('findOrder', { orderNumber: 'L-1001' })).records).toHaveLength(1)
    }
    expect(await drop('findOrder')).toBe(true)
    for (let at = 0; at < 3; at += 1) {
      await expect(run('findOrder', { orderNumber: 'L-1001' })).rejects.toThrow(/there are none/)
    }
  })

  test('that are saved at once are all kept', async () => {
    const { save, list } = await threeProcesses()
    const answers = await Promise.all(Array.from({ length: 4 }, (_, at) => save(numbered(at))))
    expect(answers).toEqual(answers.map(() => ({ saved: true, created: true, problems: [] })))
    expect((await list()).bindings.map(({ name }) => name)).toEqual(answers.map((_, at) => `findOrder${at}`))
  })

  test('of one name that are saved at once are one: the others are told that it is taken', async () => {
    const { save, list } = await threeProcesses()
    const answers = await Promise.all(Array.from({ length: 4 }, (_, at) => save({ ...findOrder, limit: at + 1 })))
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    expect(answers.filter(({ saved }) => !saved)).toHaveLength(3)
    const kept = answers.findIndex(({ created }) => created)
    expect((await list()).bindings).toEqual([{ ...findOrder, limit: kept + 1 }])
  })

  test('are never more than a hundred, however many are saved at once', async () => {
    const { save, list, drop } = await threeProcesses()
    for (let at = 0; at < 99; at += 1) await save(numbered(at))
    const answers = await Promise.all(Array.from({ length: 4 }, (_, at) => save(numbered(100 + at))))
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    for (const { problems } of answers.filter(({ saved }) => !saved)) {
      expect(problems).toEqual([{ field: 'name', problem: expect.stringMatching(/no room.*at most 100.*Delete one/) }])
    }
    const { bindings, more } = await list()
    expect(bindings.length + more).toBe(100)
    expect(await save({ ...numbered(5), limit: 3, replace: true })).toMatchObject({ saved: true, created: false })
    expect(await drop('findOrder7')).toBe(true)
    expect(await save(numbered(200))).toMatchObject({ saved: true, created: true })
  })
})
