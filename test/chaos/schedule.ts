import type { AgentName, Lack } from '../desk/seat'
import type { Random } from './random'

/**
 * What people do in one run, drawn from a seed. Every part of every message bears a word that stands nowhere else
 * (`P07a-u2.0`), by which it is found again at the other end.
 */

/** `pause`: ms to wait before. */
export type Say = { kind: 'say'; pause: number; form: 'text' | 'bloc' | 'image'; words: string[] }
/** The first word goes as text, the others as names of attached files. */
export type Reply = { kind: 'reply'; pause: number; agent: AgentName; form: 'plain' | 'rich'; words: string[] }
export type Assign = { kind: 'assign'; pause: number; agent: AgentName | undefined }
export type Act = Say | Reply | Assign

export type Ending = {
  by: 'agent' | 'deletion' | 'user' | 'bot'
  /** In the storm, or when the faults are over and nothing is under way. */
  when: 'storm' | 'calm'
  pause: number
}

export type SessionPlan = {
  /** Stands in the escalation's title, and so names the thread. */
  key: string
  to: Where
  /** By the agent, as soon as there is a thread: mostly before `startHitl` has returned. */
  early: (Reply | Assign)[]
  storm: Act[]
  /** By the agent, in the thread of the session before, which has ended. */
  inFormer: Reply[]
  calm: Act[]
  end: Ending
  /** By the agent, when it is over. */
  afterEnd: Reply[]
}

/** Where agents take threads themselves, or Dana is put in charge of each; see `ChaosSeat.destinations`. */
export type Where = 'manual' | 'automatic'

export type PersonPlan = {
  name: string
  /** E-mail address or phone number; undefined for somebody nothing is known of. */
  identity: string | undefined
  /** ms after the beginning. */
  arrives: number
  sessions: SessionPlan[]
}

export type Shape = {
  people: number
  /** Everybody has begun after this many ms. */
  arrivals: number
  /** Acts of each session in the storm, and ms between them. */
  acts: [number, number]
  pauses: [number, number]
  /** Shares of the sessions, from 0 to 1. */
  early: number
  secondSession: number
  endInStorm: number
  repliesAfterEnd: number
  /** How sessions end. */
  endings: Ending['by'][]
  /** Where they go to. */
  to: Where[]
}

/** @param lacks what agents cannot do, nobody plans; all else is the same at every desk. */
export function drawPeople(random: Random, shape: Shape, lacks: ReadonlySet<Lack>): PersonPlan[] {
  const people = Array.from({ length: shape.people }, (_, index) => drawPerson(random.fork(), shape, index))
  return people.map((person) => ({ ...person, sessions: person.sessions.map((plan) => feasible(plan, lacks)) }))
}

function feasible(plan: SessionPlan, lacks: ReadonlySet<Lack>): SessionPlan {
  const isFeasible = (act: Act) => !(act.kind === 'assign' && act.agent === undefined && lacks.has('unassign'))
  const by = plan.end.by === 'deletion' && lacks.has('delete') ? 'agent' : plan.end.by
  const { early, storm } = plan
  return { ...plan, early: early.filter(isFeasible), storm: storm.filter(isFeasible), end: { ...plan.end, by } }
}

function drawPerson(random: Random, shape: Shape, index: number): PersonPlan {
  const number = String(index + 1).padStart(2, '0')
  const identity = random.pick([`p${number}@customers.example`, `+4930123${number.padStart(4, '0')}`, undefined])
  const isTwice = random.chance(shape.secondSession)
  const first = drawSession(random, shape, `P${number}a`, isTwice)
  const second = drawSession(random, shape, `P${number}b`, false)
  second.inFormer = Array.from({ length: random.int(1, 2) }, (_, at) => drawReply(random, shape, second.key, `f${at}`))
  return {
    name: `Person ${number}`,
    identity,
    arrives: random.int(0, shape.arrivals),
    sessions: isTwice ? [first, second] : [first],
  }
}

function drawSession(random: Random, shape: Shape, key: string, isFollowed: boolean): SessionPlan {
  const isEarly = random.chance(shape.early)
  const when = isFollowed || random.chance(shape.endInStorm) ? 'storm' : 'calm'
  const by = random.pick(shape.endings)
  return {
    key,
    to: random.pick(shape.to),
    early: isEarly ? drawEarly(random, shape, key) : [],
    storm: Array.from({ length: random.int(...shape.acts) }, (_, at) => drawAct(random, shape, key, `s${at}`)),
    inFormer: [],
    calm: when === 'calm' ? [drawSay(random, shape, key, 'c0'), drawReply(random, shape, key, 'c1')] : [],
    end: { by, when, pause: random.pick([0, 5, 40, random.int(...shape.pauses)]) },
    afterEnd: by !== 'deletion' && random.chance(shape.repliesAfterEnd) ? [drawReply(random, shape, key, 'l0')] : [],
  }
}

function drawEarly(random: Random, shape: Shape, key: string): (Reply | Assign)[] {
  const reply = drawReply(random, shape, key, 'e0')
  const assign = drawAssign(random, shape)
  return random.pick([[reply], [assign], [assign, reply], [reply, drawReply(random, shape, key, 'e1'), assign]])
}

function drawAct(random: Random, shape: Shape, key: string, name: string): Act {
  const kind = random.pick(['say', 'say', 'say', 'reply', 'reply', 'reply', 'assign'] as const)
  if (kind === 'say') return drawSay(random, shape, key, name)
  return kind === 'reply' ? drawReply(random, shape, key, name) : drawAssign(random, shape)
}

/** Two messages are never written in the same millisecond, nor so close that their parts overlap. */
const drawPause = (random: Random, shape: Shape) => Math.max(6, random.int(...shape.pauses))

function drawSay(random: Random, shape: Shape, key: string, name: string): Say {
  const form = random.pick(['text', 'text', 'text', 'bloc', 'image'] as const)
  const count = form === 'bloc' ? random.int(2, 4) : 1
  return { kind: 'say', pause: drawPause(random, shape), form, words: wordsOf(key, name, count) }
}

function drawReply(random: Random, shape: Shape, key: string, name: string): Reply {
  const count = random.pick([1, 1, 1, 2, 3])
  return {
    kind: 'reply',
    pause: drawPause(random, shape),
    agent: drawAgent(random),
    form: random.pick(['plain', 'rich']),
    words: wordsOf(key, name, count),
  }
}

function drawAssign(random: Random, shape: Shape): Assign {
  const agent = random.chance(0.15) ? undefined : drawAgent(random)
  return { kind: 'assign', pause: drawPause(random, shape), agent }
}

const agentNames: AgentName[] = ['dana', 'robin']
const drawAgent = (random: Random) => random.pick(agentNames)

const wordsOf = (key: string, name: string, count: number) =>
  Array.from({ length: count }, (_, part) => `${key}-${name}.${part}`)
