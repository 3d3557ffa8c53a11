import { describe, expect, test } from 'vitest'
import { placeFor } from '../../../src/crm/write/place'
import { pipeline } from './schema-fixture'

const support = pipeline('0', 'Support', { '1': 'New', '2': 'Waiting', '4': '!Closed' })
const returns = pipeline('50', 'Returns', { '51': '!Refused', '52': 'Announced', '53': 'Waiting', '54': 'In the post' })
const repairs = pipeline('60', 'Repairs', { '61': 'Announced', '62': '!Mended' })
const over = pipeline('70', 'Archive', { '71': '!Kept' })
const all = [support, returns, repairs, over]

type Asked = { pipeline?: string; stage?: string; defaultPipeline?: string; defaultStage?: string }
const place = ({ pipeline, stage, defaultPipeline, defaultStage }: Asked, pipelines = all) =>
  placeFor(pipelines, { pipeline, stage }, { pipeline: defaultPipeline, stage: defaultStage })

describe('goes to', () => {
  test.each<[string, Asked, [string, string]]>([
    ['the first pipeline and its first open stage', {}, ['0', '1']],
    ['a pipeline by name, in any case', { pipeline: 'returns' }, ['50', '52']],
    ['a pipeline by ID', { pipeline: '50' }, ['50', '52']],
    ['a stage by name', { stage: 'waiting' }, ['0', '2']],
    ['a closed stage that was asked for', { stage: 'Closed' }, ['0', '4']],
    ['a stage of the default pipeline first', { stage: 'Waiting', defaultPipeline: 'Returns' }, ['50', '53']],
    ['the only stage of that name in another pipeline', { stage: 'In the post' }, ['50', '54']],
    ['a stage of another pipeline by ID', { stage: '62' }, ['60', '62']],
    ['a stage in the pipeline that was given', { pipeline: 'Repairs', stage: 'Announced' }, ['60', '61']],
    ['the default pipeline', { defaultPipeline: '50' }, ['50', '52']],
    ['the default stage', { defaultStage: 'Waiting' }, ['0', '2']],
    ['no default stage of another pipeline', { pipeline: 'Repairs', defaultStage: 'Waiting' }, ['60', '61']],
    ['the default stage by its ID', { pipeline: 'Returns', defaultStage: '54' }, ['50', '54']],
    [
      'what was given, before the defaults',
      { pipeline: 'Support', stage: 'Waiting', defaultPipeline: '50', defaultStage: '54' },
      ['0', '2'],
    ],
  ])('%s', (_, asked, [pipelineId, stageId]) => {
    expect(place(asked)).toEqual({ pipelineId, stageId })
  })
})

describe('is asked about', () => {
  test('a pipeline that does not exist, with those that do', () => {
    expect(place({ pipeline: 'Sales' })).toMatchObject({
      at: 'pipeline',
      fault: { allowed: ['Support', 'Returns', 'Repairs', 'Archive'] },
    })
  })

  test('a pipeline whose name two have', () => {
    const two = [support, { ...returns, label: 'Support' }]
    expect(place({ pipeline: 'support' }, two)).toMatchObject({ fault: { allowed: ['Support (0)', 'Support (50)'] } })
  })

  test('a stage that several other pipelines have', () => {
    expect(place({ stage: 'Announced' })).toMatchObject({
      at: 'stage',
      fault: { allowed: ['Announced (pipeline Returns)', 'Announced (pipeline Repairs)'] },
    })
  })

  test('a stage that does not exist, with those of the pipeline', () => {
    expect(place({ stage: 'Lost' })).toMatchObject({ at: 'stage', fault: { allowed: ['New', 'Waiting', 'Closed'] } })
    expect(place({ pipeline: 'Repairs', stage: 'New' })).toMatchObject({ fault: { allowed: ['Announced', 'Mended'] } })
  })

  test('a pipeline without an open stage', () => {
    expect(place({ pipeline: 'Archive' })).toMatchObject({
      at: 'stage',
      fault: { problem: expect.stringContaining('no open stage'), allowed: ['Kept'] },
    })
  })

  test('an account without any pipeline', () => {
    expect(place({}, [])).toMatchObject({ at: 'pipeline' })
  })
})

test.each<[string, Asked]>([
  ['default pipeline', { defaultPipeline: 'Sales' }],
  ['default stage', { defaultStage: 'Nowhere' }],
])("a wrong %s is for the bot's owner to mend", (what, asked) => {
  expect(place(asked)).toEqual({ ownersFault: expect.stringContaining(what) })
})
