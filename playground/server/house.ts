import type { RequestListener } from 'node:http'
import type { Front } from '../../sim/http/front'
import type { DeskId } from '../desks'
import { serveApi } from './api'
import { Breakages } from './breakages'
import { carryOut } from './commands'
import type { OpenDesk } from './desk'
import { Guests } from './guests'
import { withHarmlessFiles } from './harmless-files'
import { localIntegration } from './integration'
import { Language } from './language'
import { createMasker } from './mask'
import { Refusal } from './refusal'
import { secretsOf } from './secrets'
import { selfTestLink } from './self-test-link'
import { SelfTests } from './self-tests'
import { Traces } from './traces'
import { Updates } from './updates'
import { Wire } from './wire'
import { worldOf } from './world'

/** The world of one desk: the desk, Botpress and the integration between, and what the page asks of them. */
export type House = { api: RequestListener; close(): Promise<void> }

export type HouseOptions = {
  id: DeskId
  openDesk: OpenDesk
  /** Where its stand-ins answer. */
  front: Front
  /** Where `api` is reached, without a trailing slash. */
  apiUrl: string
}

/** Puts everything up around the built integration, with a first end user whom the bot has greeted. */
export async function openHouse({ id, openDesk, front, apiUrl }: HouseOptions): Promise<House> {
  let whereNow = (_urls: string[]) => {}
  const integration = localIntegration((urls) => whereNow(urls), id)
  const desk = await openDesk({
    front: withHarmlessFiles(front),
    handler: integration,
    fileUrl: (file, name) => `${apiUrl}/files/${encodeURIComponent(file)}/${encodeURIComponent(name)}`,
  })
  const { botpress, bot } = desk
  const traces = new Traces()
  const breakages = new Breakages(desk)
  const wire = new Wire(
    desk.calls,
    traces,
    createMasker(() => secretsOf(desk)),
    () => updates.changed(),
  )
  const crm = desk.crm?.({ bot, watchRun: (...run) => wire.watchRun(...run), traces })
  const guests = new Guests(desk, () => updates.changed(), crm?.turns)
  const setUp = async (run: () => Promise<void>) => {
    const isOver = wire.beginSetUp()
    try {
      await run()
      // The news of what was made is a part of it.
      await desk.settled()
    } finally {
      isOver()
    }
  }
  const language = new Language(bot, setUp)
  const parts = { desk, guests, crm, breakages, language, integration, traces, tests: new SelfTests() }
  const updates = new Updates({
    world: () => JSON.stringify(worldOf(parts)),
    wire: () => JSON.stringify(wire.rows()),
    wireChanges: () => {
      const rows = wire.takeChanges()
      return rows.length === 0 ? undefined : JSON.stringify(rows)
    },
    fingerprint: () => {
      const active = bot.plugin.sessions.filter((session) => session.active).length
      return [active, bot.plugin.sessions.length, bot.plugin.deliveryFailures.length, bot.plugin.dropped.length].join()
    },
  })
  whereNow = (urls) => {
    bot.integrationUrls = urls
    updates.changed()
  }
  for (const log of [...desk.logs, botpress.log, botpress.dispatchLog]) wire.watch(log)
  await setUp(() => bot.register())
  guests.add('known')
  return {
    api: serveApi({
      carryOut: async (command) => {
        await carryOut(parts, command).finally(() => updates.changed())
      },
      forms: () => crm?.forms() ?? [],
      tryOut: ({ userId, ...call }) => {
        if (crm === undefined) throw new Refusal(404, 'There is no such action.')
        return crm.tryOut(call, userId === undefined ? undefined : guests.get(userId))
      },
      detail: (row) => wire.detail(row),
      follow: (response) => updates.add(response),
      file: (file) => desk.file(file),
      selfTestUrl: () => selfTestLink(desk),
    }),
    close: async () => {
      updates.close()
      guests.close()
      await desk.close()
    },
  }
}
