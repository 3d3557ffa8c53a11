import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '@botpress/client'
import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import { installBot, scopes } from '../../sim/hubspot-stage'
import { median, round } from '../numbers'
import { measureRoundTrip, type Observed, observe } from '../observe'
import type { Row, Section } from '../row'
import type { HubSpotStage } from './stage'

const latency = 40
const times = 20
/** What the integration does for the first time, and the optimiser has not seen, is done. */
const warmUp = 10

const phone = '+1 202 555 0147'

/** An action and the call to HubSpot that it is there for. */
type Beside = { action: Observed; bareMs: number }

/**
 * A look-up, a create and a description of the CRM, each beside the one call to HubSpot that whoever had no integration
 * would make, with 40 ms added to every call. The account's schema is known.
 */
export async function measureCrm(stage: HubSpotStage): Promise<Section> {
  const { hubspot } = stage
  // The two sides of each pair search in turn, faster than people do.
  hubspot.settings.searchesPerSecond = 1_000
  const all = Object.values({ ...scopes, customObjects: [] }).flat()
  const host = { url: stage.process().url, port: 0, close: async () => {} }
  const { bot, portalId } = installBot({ ...stage, host }, { scopes: all })
  const people = hubspot.crm(portalId)
  const { id: contactId } = people.add('contacts', { firstname: 'Kim', email: 'kim@customers.example', phone })
  for (let count = 0; count < 50; count += 1) people.add('contacts', { email: `contact-${count}@customers.example` })
  people.setSearchLag(0)
  const act = (action: string, input: Record<string, unknown>) =>
    observe(stage, 'action_triggered', () => bot.callAction(action, input))
  const findContact = () => act('findContact', { phone })
  const describeObject = () => act('describeObject', { object: 'contacts' })
  const createTicket = await confirmedTickets(stage, bot, contactId)

  const calls = await callsFor(stage, [findContact, createTicket, describeObject])
  const bare = bareClient(hubspot.url, calls)
  const beside = async (one: () => Promise<Observed>, method: string, path: RegExp): Promise<Beside[]> => {
    const call = bare(method, path)
    for (let count = 0; count < warmUp; count += 1) {
      await one()
      await call()
    }
    stage.addLatency(latency)
    const pairs: Beside[] = []
    for (let count = 0; count < times; count += 1) pairs.push({ action: await one(), bareMs: await call() })
    stage.addLatency(0)
    return pairs
  }
  const found = await beside(findContact, 'POST', /\/contacts\/search$/)
  const created = await beside(createTicket, 'POST', /\/tickets$/)
  const described = await beside(describeObject, 'GET', /\/properties\/.*contacts$/)
  stage.addLatency(latency)
  const roundTrip = await measureRoundTrip(stage, times)
  stage.addLatency(0)
  return {
    title: `Actions on the CRM beside the bare call, schema known, ${latency} ms added to every call (one round trip: ${roundTrip.toFixed(1)} ms)`,
    rows: [
      besideRow('find a contact by phone', found, roundTrip, 1),
      besideRow('create a ticket with its contact, confirmed', created, roundTrip, 1),
      besideRow('describe an object', described, roundTrip, 0),
    ],
  }
}

const asked = z.object({ status: z.literal('needsConfirmation'), confirmation: z.string() })

/** Opens a ticket with each call. What comes before it is written, the question and the user's yes, is not observed. */
async function confirmedTickets(
  stage: HubSpotStage,
  bot: HubSpotStage['bot'],
  contactId: string,
): Promise<() => Promise<Observed>> {
  const { botId, integrationId, alias } = bot
  const { url: apiUrl, token } = stage.botpress
  const client = new Client({ apiUrl, token, botId, integrationId, integrationAlias: alias })
  const { conversation } = await client.createConversation({ channel: 'hitl', tags: {} })
  const { user } = await client.createUser({ tags: {} })
  const conversationId = conversation.id
  const say = (text: string) =>
    client.createMessage({ conversationId, userId: user.id, type: 'text', payload: { text }, tags: {} })
  await say('My lamp is broken.')
  return async () => {
    const input = { subject: 'Lamp arrived broken', priority: 'High', contactId, conversationId }
    const { confirmation } = asked.parse(await bot.callAction('createTicket', input))
    // A message of the same millisecond as the question counts as older.
    await sleep(5)
    await say('Yes, please.')
    return observe(stage, 'action_triggered', () => bot.callAction('createTicket', { ...input, confirmation }))
  }
}

/** What the integration calls of HubSpot when it does each of these for the first time. */
async function callsFor({ hubspot }: HubSpotStage, all: readonly (() => Promise<Observed>)[]): Promise<Call[]> {
  const calls: Call[] = []
  const stop = hubspot.log.subscribe((call) => calls.push(call))
  for (const one of all) await one()
  stop()
  return calls
}

/** Makes one of these calls again, and nothing else; tells the ms that it took. */
function bareClient(url: string, calls: readonly Call[]) {
  return (method: string, path: RegExp) => {
    const call = calls.find((one) => one.method === method && path.test(one.path))
    if (call === undefined) throw new Error(`The integration did not call ${method} ${path}`)
    const { authorization = '' } = call.headers
    const headers = { authorization, 'content-type': 'application/json' }
    const body = call.requestBody === undefined ? {} : { body: JSON.stringify(call.requestBody) }
    const address = `${url}${call.path}${call.query === '' ? '' : `?${call.query}`}`
    return async () => {
      const start = performance.now()
      const response = await fetch(address, { method, headers, ...body })
      await response.text()
      if (!response.ok) throw new Error(`HubSpot answered the bare call with ${response.status}`)
      return performance.now() - start
    }
  }
}

/** @param most calls to HubSpot. */
export function besideRow(what: string, pairs: readonly Beside[], roundTrip: number, most: number): Row {
  const middle = (key: 'desk' | 'botpress' | 'ms') => median(pairs.map(({ action }) => action[key]))
  const [hubspot, botpress, ms] = [middle('desk'), middle('botpress'), middle('ms')]
  const bareMs = median(pairs.map((pair) => pair.bareMs))
  const figures = {
    hubspot,
    botpress,
    ms: round(ms, 1),
    roundTrips: round(ms / roundTrip, 2),
    bareMs: round(bareMs, 1),
    ratio: round(ms / bareMs, 2),
  }
  return {
    what,
    figures,
    shown: `${hubspot} HubSpot + ${botpress} Botpress, ${ms.toFixed(0)} ms = ${figures.roundTrips.toFixed(2)} round trips; the bare call ${bareMs.toFixed(0)} ms: ${figures.ratio.toFixed(2)} ×`,
    goal: { target: `${most} HubSpot`, met: hubspot <= most },
  }
}
