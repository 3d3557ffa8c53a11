import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '@botpress/client'
import type { EndUser } from '../../sim/botpress'
import { drawLane, type Fault, type Lane } from './faults'
import { type PlayedSession, playSession } from './people'
import { randomFrom } from './random'
import { drawPeople, type PersonPlan, type Shape } from './schedule'
import { type Stagehand, until, watchThreads } from './stagehand'
import { calm, playLane } from './storm'
import { strangeThread } from './strangers'
import type { Place } from './theatre'
import type { World } from './world'

/** A kind of run: who takes part, and what goes wrong meanwhile. */
export type Scenario = {
  name: string
  /** Default: the stand-ins as they are of themselves. */
  world?: World
  shape: Shape
  lanes: Lane[]
  /** No fault of it lasts so long that a reply written before the end could miss its time. */
  gentle?: boolean
  /** Its faults refuse what end users write, or take away who would carry it: that may be reported instead. */
  harsh?: boolean
}

export type Schedule = { people: PersonPlan[]; lanes: Fault[][] }

export function drawSchedule(seed: number, { shape, lanes }: Scenario): Schedule {
  const random = randomFrom(seed)
  const people = drawPeople(random.fork(), shape)
  return { people, lanes: lanes.map((lane) => drawLane(random.fork(), lane)) }
}

/** A run that is over. */
export type Played = {
  sessions: PlayedSession[]
  /** Threads that are in HubSpot without any escalation. */
  strangeThreads: string[]
  /** Most sessions that were active at the same time. */
  atOnce: number
  faults: number
}

/** Plays a schedule to its end: people and faults at the same time; then, when the faults are over, the calm rest. */
export async function playSchedule(place: Place, schedule: Schedule): Promise<Played> {
  const strangers = await strangeThread(place)
  const { threads, stop } = watchThreads(place)
  const pictureUrl = await picture(place)
  const stormy = new Set(schedule.people)
  let calmDown = () => {}
  const calmed = new Promise<void>((resolve) => {
    calmDown = resolve
  })
  let underWay: Promise<void>[] = []
  const stagehand = (person: PersonPlan): Stagehand => ({
    ui: place.hubspot.ui,
    pictureUrl,
    threadOf: (key) => threads.get(key),
    isOpen: (threadId) => place.hubspot.thread(threadId).status === 'OPEN',
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
  await Promise.race([
    Promise.all(schedule.lanes.map((lane) => playLane(place, strangers, lane))),
    failureOf(everybody),
  ])
  await calm(place)
  await Promise.race([until(() => stormy.size === 0, 'the storm is over', 120_000), failureOf(everybody)])
  await place.settled()
  calmDown()
  const sessions = (await everybody).flat()
  await Promise.all(underWay)
  underWay = []
  await place.settled()
  stop()
  return {
    sessions,
    strangeThreads: [strangers],
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
  for (const plan of person.sessions) played.push(await playSession(stagehand, user, plan, played.at(-1)))
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

/** A picture that webchat has uploaded. */
async function picture({ botpress, bot }: Place): Promise<string> {
  const client = new Client({
    apiUrl: botpress.url,
    token: botpress.token,
    botId: bot.botId,
    integrationId: bot.integrationId,
    integrationAlias: bot.alias,
  })
  const content = Buffer.from('not much of a picture')
  const { file } = await client.uploadFile({
    key: 'webchat/picture.png',
    content,
    contentType: 'image/png',
    accessPolicies: ['public_content'],
  })
  return file.url
}
