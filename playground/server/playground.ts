import type { Front } from '../../sim/http/front'
import { setStage } from '../../sim/hubspot-stage'
import { actionForms } from './action-forms'
import { ActionRuns } from './action-runs'
import { serveApi } from './api'
import { Breakages } from './breakages'
import { carryOut } from './commands'
import { seedCrm } from './crm-seed'
import { CrmTurns } from './crm-turns'
import { CrmWatch } from './crm-watch'
import { Guests } from './guests'
import { withHarmlessFiles } from './harmless-files'
import { localIntegration } from './integration'
import { createMasker } from './mask'
import { servePage } from './page'
import { secretsOf } from './secrets'
import { stageOptions } from './stage-options'
import { Traces } from './traces'
import { tryAction } from './try-action'
import { Updates } from './updates'
import { Wire } from './wire'
import { worldOf } from './world'

export type Playground = { url: string; close(): Promise<void> }

export type PlaygroundOptions = {
  /** Everything answers on this one, which is closed with the playground. */
  front: Front
  /** Folder of the built page; without one only the API answers. */
  page?: string
}

/** Puts everything up around the built integration, with a first end user whom the bot has greeted. */
export async function startPlayground({ front, page }: PlaygroundOptions): Promise<Playground> {
  let whereNow = (_urls: string[]) => {}
  const integration = localIntegration((urls) => whereNow(urls))
  const stage = await setStage({ ...stageOptions, front: withHarmlessFiles(front), handler: integration })
  const { hubspot, botpress, bot, portalId } = stage
  const traces = new Traces()
  seedCrm(hubspot.crm(portalId), Date.now())
  const crm = new CrmWatch(hubspot.crm(portalId))
  const breakages = new Breakages(stage)
  const wire = new Wire(
    traces,
    createMasker(() => secretsOf(stage)),
    () => updates.changed(),
  )
  const runs = new ActionRuns(bot, wire, traces)
  const guests = new Guests(stage, () => updates.changed(), new CrmTurns(runs, traces))
  const fileUrl = (id: string, name: string) => `${front.url}/api/files/${id}/${encodeURIComponent(name)}`
  const parts = { stage, guests, crm, breakages, integration, traces, fileUrl }
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
  for (const log of [hubspot.log, hubspot.webhookLog, botpress.log, botpress.dispatchLog]) wire.watch(log)
  await bot.register()
  // The news of the accounts that were made is a part of it.
  await hubspot.webhooks.settled()
  wire.setUpIsOver()
  guests.add('known')
  front.mount(
    '/api',
    serveApi({
      carryOut: (command) => {
        carryOut({ stage, guests, breakages, integration }, command)
        updates.changed()
      },
      forms: actionForms,
      tryOut: (call) => tryAction({ guests, runs }, call),
      detail: (id) => wire.detail(id),
      follow: (response) => updates.add(response),
      file: (id) => hubspot.files(portalId).find((file) => file.id === id),
    }),
  )
  if (page !== undefined) front.mount('', servePage(page, front.url))
  return {
    url: front.url,
    close: async () => {
      updates.close()
      guests.close()
      await stage.close()
      await front.close()
    },
  }
}
