import { describe, expect, test } from 'vitest'
import { type Judgement, judgeReplies } from '../chaos/judge-messages'
import { randomFrom } from '../chaos/random'
import { drawPeople, type Reply, type SessionPlan, type Shape } from '../chaos/schedule'
import type { Mark } from '../desk/seat'

const reply: Reply = { kind: 'reply', pause: 0, agent: 'dana', form: 'plain', words: ['P01a-s0.0'] }
const plan: SessionPlan = {
  key: 'P01a',
  to: 'manual',
  early: [],
  storm: [reply],
  inFormer: [],
  calm: [],
  end: { by: 'agent', when: 'storm', pause: 0 },
  afterEnd: [],
}

type Case = {
  mark?: Mark
  isLossNoted?: boolean
  seen?: string[]
  plan?: SessionPlan
  threadId?: string
  gentle?: boolean
  isAfterEnd?: boolean
}

/** What is said of one reply in thread 1; by default it was not seen, and the desk shows nothing beside it. */
function judged({
  mark,
  isLossNoted = false,
  seen = [],
  gentle = false,
  threadId = '1',
  isAfterEnd = false,
  ...more
}: Case): Judgement {
  const session = { plan, threadId, replies: [{ reply, threadId: '1', messageId: 'm', isAfterEnd }], ...more }
  return judgeReplies({ mark: () => mark, isLossNoted: () => isLossNoted, isOrderKept: true }, seen, session, gentle)
}

const lost = { lost: 1, reported: 0 }
const fine = { lost: 0, reported: 0 }
const failed: Mark = { state: 'undelivered', reason: 'Not delivered.' }

describe('a reply that was not seen', () => {
  test('is lost where the desk shows it as delivered', () => {
    const { tally, violations } = judged({ mark: { state: 'delivered' } })
    expect(tally).toMatchObject(lost)
    expect(violations).toHaveLength(1)
  })

  test('is reported where the desk shows that it was not delivered, and why', () => {
    expect(judged({ mark: failed })).toMatchObject({ tally: { lost: 0, reported: 1 }, violations: [] })
    expect(judged({ mark: { ...failed, reason: '' } }).tally).toMatchObject(lost)
  })

  test('is lost all the same where nothing lasted long enough to excuse it', () => {
    expect(judged({ mark: failed, gentle: true }).tally).toMatchObject(lost)
  })
})

describe('at a desk without marks, a reply that was not seen', () => {
  test('is lost', () => {
    expect(judged({}).tally).toMatchObject(lost)
  })

  test('is not, nor reported, where a note says so or the session was over', () => {
    expect(judged({ isLossNoted: true })).toMatchObject({ tally: fine, violations: [] })
    expect(judged({ plan: { ...plan, afterEnd: [reply] } })).toMatchObject({ tally: fine, violations: [] })
    expect(judged({ isAfterEnd: true })).toMatchObject({ tally: fine, violations: [] })
    expect(judged({ threadId: '2' })).toMatchObject({ tally: fine, violations: [] })
  })

  test('is lost in spite of a note where nothing lasted long enough to excuse it', () => {
    expect(judged({ isLossNoted: true, gentle: true }).tally).toMatchObject(lost)
  })
})

describe('what agents cannot do at a desk, nobody plans', () => {
  const shape: Shape = {
    people: 30,
    arrivals: 0,
    acts: [6, 6],
    pauses: [1, 1],
    early: 1,
    secondSession: 0,
    endInStorm: 0,
    repliesAfterEnd: 0,
    endings: ['deletion'],
    to: ['manual'],
  }
  const sessions = (lacks: Parameters<typeof drawPeople>[2]) =>
    drawPeople(randomFrom(1), shape, lacks).flatMap((person) => person.sessions)
  const unassigned = (all: SessionPlan[]) =>
    all.flatMap(({ early, storm }) => [...early, ...storm]).filter((act) => act.kind === 'assign' && !act.agent)

  test('and all else stays as it is', () => {
    const [all, some] = [sessions(new Set()), sessions(new Set(['unassign', 'delete']))]
    expect(unassigned(all)).not.toEqual([])
    expect(unassigned(some)).toEqual([])
    expect(new Set(all.map(({ end }) => end.by))).toEqual(new Set(['deletion']))
    expect(new Set(some.map(({ end }) => end.by))).toEqual(new Set(['agent']))
    expect(some.map(({ calm }) => calm)).toEqual(all.map(({ calm }) => calm))
  })
})
