import { setTimeout as sleep } from 'node:timers/promises'
import type { EndUser } from '../../sim/botpress'
import type { Lack } from '../desk/seat'
import { onTheWeb } from '../stage/botpress'
import { drawLane, type Fault } from './faults'
import type { Own } from './own'
import { type PlayedSession, playSession } from './people'
import { randomFrom } from './random'
import type { Scenario } from './scenario'
import { drawPeople, type PersonPlan } from './schedule'
import { type Stagehand, threadFinder, until } from './stagehand'
import { calm, playLane } from './storm'
import type { Place } from './theatre'

export type Schedule<O extends Own = Own> = { people: PersonPlan[]; lanes: Fault<O>[][] }

export function drawSchedule<O extends Own>(
  seed: number,
  { number, shape, lanes }: Scenario<O>,
  lacks: ReadonlySet<Lack>,
): Schedule<O> {
  const random = randomFrom(seed + number)
  const people = drawPeople(random.fork(), shape, lacks)
  return { people, lanes: lanes.map((lane) => drawLane(random.fork(), lane)) }
}

/** A run that is over. */
export type Played = {
  sessions: PlayedSession[]
  /** Most sessions that were active at the same time. */
  atOnce: number
  faults: number
}

/** What end users send. */
const picture = {
  name: 'webchat/picture.png',
  content: Buffer.from('not much of a picture'),
  contentType: 'image/png',
}

/** Plays a schedule to its end: people and faults at the same time; then, when the faults are over, the calm rest. */
export async function playSchedule<O extends Own>(place: Place<O>, schedule: Schedule<O>): Promise<Played> {
  await place.prepare()
  const { desk } = place
  const { manual, automatic = manual } = place.seat.destinations
  const threadOf = threadFinder(desk)
  const pictureUrl = await onTheWeb(place, picture)
  const stormy = new Set(schedule.people)
  let calmDown = () => {}
  const calmed = new Promise<void>((resolve) => {
    calmDown = resolve
  })
  let underWay: Promise<void>[] = []
  const stagehand = (person: PersonPlan): Stagehand => ({
    desk,
    hitlSession: (to) => ({ manual, automatic })[to],
    pictureUrl,
    beforeWriting: async (threadId, agent) => place.beforeWriting?.(threadId, agent),
    threadOf,
    underWay: (work) => {
      underWay.push(work.catch(() => {}))
    },
    calmed: () => {
      stormy.delete(person)
      return calmed
    },
    settled: place.settled,
    until,
  })
  const crowd = watchCrowd(place)
  const acts = schedule.people.map(async (person) => {
    try {
      return await playPerson(stagehand(person), place, person)
    } finally {
      stormy.delete(person)
    }
  })
  const everybody = Promise.all(acts)
  await Promise.race([Promise.all(schedule.lanes.map((lane) => playLane(place, lane))), failureOf(everybody)])
  await calm(place)
  await Promise.race([until(() => stormy.size === 0, 'the storm is over', 120_000), failureOf(everybody)])
  await place.settled()
  calmDown()
  const sessions = (await everybody).flat()
  await Promise.all(underWay)
  underWay = []
  await place.settled()
  return {
    sessions,
    atOnce: crowd.end(),
    faults: schedule.lanes.flat().length,
  }
}

async function playPerson(stagehand: Stagehand, { bot }: Place, person: PersonPlan): Promise<PlayedSession[]> {
  await sleep(person.arrives)
  const user: EndUser = bot.plugin.startConversation({
    name: person.name,
    ...(person.identity === undefined ? {} : { email: person.identity }),
  })
  const played: PlayedSession[] = []
  for (const plan of person.sessions) {
    played.push(await playSession(stagehand, user, plan, person.identity, played.at(-1)))
  }
  return played
}

/** Rejects when the work does, and never resolves. */
function failureOf(work: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => work.catch(reject))
}

function watchCrowd({ bot }: Place) {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, bot.plugin.sessions.filter(({ active }) => active).length)
  }, 50)
  return {
    end: () => {
      clearInterval(timer)
      return most
    },
  }
}
