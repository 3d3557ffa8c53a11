import { RuntimeError } from '@botpress/sdk'
import { HubSpotError } from '../hubspot/errors'
import { canLog, changeLogSettings } from '../installation/log-settings'
import { ensureAccounts } from '../setup/ensure-accounts'
import { findChannel, requestChannel, type SetUp } from '../setup/ensure-channel'
import { noteSetUp } from '../setup/note-set-up'
import { timing } from '../timing'
import { setWork, type Work } from './connection'

/**
 * Does the next step of a set-up and writes down that it is done. No step takes longer than a browser may wait, and each
 * can be repeated: a step whose answer was lost is found done.
 *
 * @throws {RuntimeError} when somebody has to do something about it; {HubSpotError} on a passing fault.
 */
export async function advance(place: SetUp, work: Work): Promise<Work> {
  const after = await steps[work.step](place, work)
  await setWork(place.installation, after)
  return after
}

const steps: Record<Work['step'], (place: SetUp, work: Work) => Promise<Work>> = {
  find: findOrRequest,
  wait: lookForChannel,
  accounts: connectNext,
  finish,
  done: async (_place, work) => work,
}

async function findOrRequest(place: SetUp, work: Work): Promise<Work> {
  const found = await findChannel(place)
  if ('channelId' in found) return { ...work, step: 'accounts', channelId: found.channelId }
  const requested: Work = { ...work, step: 'wait', createdAt: Date.now() }
  // Noted before it is asked for: if the answer is lost, a second channel must not be asked for.
  await setWork(place.installation, requested)
  try {
    await requestChannel(place, found.others)
  } catch (error) {
    if (!(error instanceof HubSpotError && error.passing)) await setWork(place.installation, work)
    throw error
  }
  return requested
}

const longestWait = timing.channelVisiblePauses.reduce((sum, pause) => sum + pause, 0)

async function lookForChannel(place: SetUp, work: Work): Promise<Work> {
  const found = await findChannel(place)
  if ('channelId' in found) return { ...work, step: 'accounts', channelId: found.channelId }
  if (Date.now() - work.createdAt < longestWait) return work
  await setWork(place.installation, { ...work, step: 'find' })
  throw new RuntimeError('HubSpot has created the channel but does not show it yet. Wait some minutes, then try again.')
}

async function connectNext(place: SetUp, work: Work): Promise<Work> {
  const inbox = work.inboxes[work.connected]
  if (inbox) await ensureAccounts(place, work.channelId, [inbox])
  const connected = work.connected + 1
  return { ...work, connected, step: connected < work.inboxes.length ? 'accounts' : 'finish' }
}

async function finish(place: SetUp, work: Work): Promise<Work> {
  const { installation, webhookUrl } = place
  const accounts = await ensureAccounts(place, work.channelId, work.inboxes)
  await noteSetUp(installation, { channelId: work.channelId, webhookUrl }, accounts)
  // What the interaction log lacked may be granted now; should it not be, HubSpot says so. Else the next registration looks.
  if (canLog(installation)) await changeLogSettings(installation, () => ({ lack: undefined })).catch(() => undefined)
  return { ...work, step: 'done' }
}
