import { type Answer, goTo } from '../../core/pages/answer'
import type { Ticket } from '../../core/pages/tickets'
import { addressOf, follow, formToken, newId } from '../../core/pages/visit'
import type { Inbox } from '../hubspot/conversations'
import { wantedInboxIds } from '../installation/inbox-choice'
import type { Installation } from '../installation/installation'
import { note } from '../installation/memory'
import { accountsState } from '../installation/states'
import { adoptCredentials } from '../installation/store-credentials'
import { withSetupLock } from '../setup/setup-lock'
import { timing } from '../timing'
import { type Access, accessFor, type Offer, offerOf, replacedBy } from './access'
import { changeConnection } from './connection'
import { inboxesPage } from './pages/inboxes'
import { show } from './product'
import type { Visit } from './visit'

/** Shows the account's inboxes and help desks to choose from. */
export async function offerInboxes(visit: Visit, ticket: Ticket): Promise<Answer> {
  const access = await accessFor(visit, ticket)
  const offer = await offerOf(visit, ticket, access)
  if (await mustAsk(visit.installation, access)) return goTo(addressOf(visit, 'switch', ticket))
  return showChoice(visit, ticket, offer, await wantedInboxIds(visit.installation))
}

/** Takes the choice: from here on the account is connected, and the set-up begins. */
export async function takeInboxes(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { installation, request } = visit
  const access = await accessFor(visit, ticket)
  const offer = await offerOf(visit, ticket, access)
  if (await mustAsk(installation, access)) return goTo(addressOf(visit, 'switch', ticket))
  const { settings } = installation
  const also = request.form.getAll('also')
  const chosen = [...new Set([request.form.get('default') ?? '', ...also])]
  const ids =
    settings.defaultInboxId === undefined ? [...new Set([...chosen, ...settings.inboxIds])] : settings.inboxIds
  const inboxes = ids.flatMap((id) => offer.inboxes.find((inbox) => inbox.id === id) ?? [])
  if (inboxes[0]?.id !== ids[0]) {
    return showChoice(visit, ticket, offer, ['', ...also], 'Choose the inbox or help desk where conversations go.')
  }
  const workId = newId()
  // A registration at the same time must see either the old connection or the new one.
  await withSetupLock(installation, { patience: timing.lockPause * 5, lease: timing.setupLease }, async () => {
    await adopt(installation, access, offer.appId)
    await begin(installation, offer, inboxes, workId, settings.defaultInboxId === undefined ? chosen : undefined)
  })
  return goTo(addressOf(visit, 'progress', follow(ticket, workId)))
}

async function mustAsk(installation: Installation, { grant }: Access): Promise<boolean> {
  return grant?.confirmed === false && (await replacedBy(installation, grant)) !== undefined
}

function showChoice(visit: Visit, ticket: Ticket, offer: Offer, chosen: string[], mistake?: string): Answer {
  const { settings } = visit.installation
  return show(
    inboxesPage({
      account: offer.account,
      inboxes: offer.inboxes,
      chosen,
      configured: { default: settings.defaultInboxId, all: settings.inboxIds },
      url: addressOf(visit, 'inboxes', ticket),
      token: formToken(visit, ticket),
      mistake,
    }),
  )
}

async function adopt(installation: Installation, { grant }: Access, appId: string): Promise<void> {
  if (grant === undefined) return
  // Accounts of the channel in the other HubSpot account are no way into this one.
  if (await replacedBy(installation, grant)) await accountsState.write(installation, null)
  const { refreshToken, accessToken, expiresAt, portalId } = grant
  await adoptCredentials(installation, { refreshToken, accessToken, expiresAt, portalId, appId })
  note(installation.memory, { accounts: undefined, channel: undefined })
}

/** @param chosen on the page, the default one first; undefined when the configuration decided. */
function begin(
  installation: Installation,
  { account, scopes }: Offer,
  inboxes: Inbox[],
  workId: string,
  chosen: string[] | undefined,
): Promise<void> {
  return changeConnection(installation, ({ grant: _used, ...before }) => ({
    after: {
      ...before,
      portalId: account.portalId,
      portalName: account.name,
      scopes,
      inboxIds: chosen ?? (before.portalId === account.portalId ? before.inboxIds : []),
      work: { id: workId, step: 'find' as const, inboxes, connected: 0, channelId: '', createdAt: 0 },
    },
    result: undefined,
  }))
}
