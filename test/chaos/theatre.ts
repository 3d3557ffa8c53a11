import { type BotpressSim, type Installation, startBotpressSim } from '../../sim/botpress'
import { botpressEnvironment } from '../../sim/stage'
import { recordCalls } from '../record'
import type { Own } from './own'
import { buildAll, type Processes, startProcesses } from './processes'
import type { ChaosSeat, DeskPlace, DeskSim } from './seat'

/** The stand-ins and several processes of the built integration, which serve one bot after the other. */
export type Theatre<O extends Own = Own> = {
  seat: ChaosSeat<O>
  sim: DeskSim<O>
  botpress: BotpressSim
  processes: Processes
  /** Another bot, with an account of its own at the desk, registered: nothing of earlier runs is in it. */
  newPlace(): Promise<Place<O>>
  close(): Promise<void>
}

/** Where one run takes place. */
export type Place<O extends Own = Own> = Pick<Theatre<O>, 'seat' | 'sim' | 'botpress' | 'processes'> &
  DeskPlace<O> & {
    /** Waits until nothing is under way: news delivered, handlers done, everything that was scheduled due. */
    settled(): Promise<void>
  }

/** Under which name the runs at a desk leave their recordings. */
export const recordingOf = ({ key }: Pick<ChaosSeat, 'key'>) => `chaos-${key}`

const processCount = 3

export async function openTheatre<O extends Own>(seat: ChaosSeat<O>): Promise<Theatre<O>> {
  const files = await buildAll(seat)
  const sim = await seat.startSim({
    // The desk waits for an answer a little longer than the integration takes, as it does in life.
    patienceMs: Math.round(seat.timeOuts.webhook * 1.25),
    // As often as desks try, over long enough that a fault passes meanwhile, as it does in the hours that they go on.
    redeliveryDelaysMs: [100, 200, 400, 800, 1500, 2000],
  })
  const botpress = await startBotpressSim()
  let bots: Installation[] = []
  const environment = {
    ...sim.environment,
    ...botpressEnvironment(botpress),
    HITL_TIME_SCALE: process.env.HITL_TIME_SCALE ?? '1',
  }
  const log = `test-output/logs/${recordingOf(seat)}.log`
  const processes = await startProcesses(processCount, { ...files, environment, log }, (urls) => {
    for (const bot of bots) bot.integrationUrls = urls
  })
  const settled = async () => {
    do {
      await sim.settled()
      await botpress.settled()
    } while (await somethingFellDue(botpress))
  }
  const standing = { seat, sim, botpress, processes }
  return {
    ...standing,
    newPlace: async () => {
      const host = { url: processes.urls()[0] ?? '', close: async () => {} }
      const atDesk = sim.newPlace({ botpress, host })
      bots = [atDesk.bot]
      atDesk.bot.integrationUrls = processes.urls()
      await atDesk.bot.register()
      await settled()
      return { ...standing, ...atDesk, settled }
    },
    close: async () => {
      recordCalls(recordingOf(seat), 'chaos', seat.key, sim.log.calls)
      await sim.close()
      await processes.close()
      await botpress.close()
    },
  }
}

/** Waits for what is scheduled; false when nothing was. */
async function somethingFellDue(botpress: BotpressSim): Promise<boolean> {
  const last = botpress.scheduled().at(-1)
  if (last === undefined) return false
  await new Promise((done) => setTimeout(done, Math.max(1, last.dueAt - Date.now() + 5)))
  return true
}
