import type { Awaited } from '../../core/self-test/doubts'
import type { Reasons } from '../../core/self-test/reasons'
import type { Session } from '../../core/session/session'
import { inboxOf } from '../desk/sender'
import { readAppWebhooks } from '../hubspot/app-webhooks'
import { listChannelAccounts, listChannels } from '../hubspot/custom-channels'
import { HubSpotError } from '../hubspot/errors'
import { introspect } from '../hubspot/oauth'
import { inAccount } from '../installation/accounts'
import { type Installation, portalIdOf } from '../installation/installation'
import { channelOf, defaultInboxIdOf } from '../installation/route'
import { accountsState } from '../installation/states'
import { currentCredentials, isClientRefusal } from '../installation/token-refresher'
import { developerKeyOf } from '../setup/developer-key'
import { findInWebhooks } from '../setup/webhook-findings'
import { readConnection } from './connection'

/**
 * What HubSpot has to say of a self-test that does not go on: what it did not tell the bot, and why.
 *
 * @param webhookUrl where HubSpot is to send it.
 */
export function reasonsFor(installation: Installation, webhookUrl: string): Reasons {
  return {
    async place(session) {
      const [stored, { work }] = await Promise.all([accountsState.read(installation), readConnection(installation)])
      const inboxId = inboxOf(session)
      const name = stored?.accounts.find((account) => account.inboxId === inboxId)?.inboxName ?? inboxId
      const type = work?.inboxes.find(({ id }) => id === inboxId)?.type
      // Not documented; where people's own links to a conversation in an inbox lead. A help desk shows tickets.
      const url = `https://app.hubspot.com/live-messages/${session.account}/inbox/${session.threadId}`
      return { name: `“${name}”`, url: type === 'INBOX' ? url : undefined }
    },
    unopened: async (deadline) => {
      const inboxId = await defaultInboxIdOf(installation)
      return ofAccount(installation, inboxId, await portalIdOf(installation, deadline), deadline)
    },
    async unheard(what, session, deadline) {
      const found =
        what === 'replied'
          ? await ofChannel(installation, session, webhookUrl, deadline)
          : await ofWebhooks(installation, what, webhookUrl, deadline)
      const secret = await ofSecret(installation, deadline)
      const all = [...found, ...secret]
      return all.length > 0 ? all : [unexplained]
    },
    async waiting(what, session, deadline) {
      const advice = {
        taken: 'In HubSpot, open the conversation and assign it to yourself.',
        replied:
          'Answer in the conversation itself: a comment is for colleagues alone, and an e-mail does not come by the bot’s channel.',
        closed: 'In HubSpot, close the conversation.',
      }[what]
      return [advice, ...(await ofAccount(installation, inboxOf(session), session.account, deadline))]
    },
    closedEarly: () =>
      'Open the conversation again in HubSpot and answer it. Or end this test, start another one, and answer before you close.',
    stays:
      'The closed conversation stays in HubSpot; in a help desk, so does the ticket that HubSpot made of it. Delete them there if they are in your way.',
  }
}

const unexplained =
  'Everything that the bot can look at is right. News can be late: HubSpot tries again for a day. What it sent and how the bot answered stands in your developer account, in the app’s logs under Monitoring.'

/** Of an app that is a project, HubSpot does not say how its webhooks are. */
const declared = (url: string, subscription: string) =>
  `Most likely the app’s webhooks lead elsewhere, or are paused. In the app project, webhooks-hsmeta.json has to name ${url} as target URL and have ${subscription} active: correct it there, then run hs project upload, and deploy the build.`

async function ofWebhooks(
  installation: Installation,
  what: Awaited,
  webhookUrl: string,
  deadline: number,
): Promise<string[]> {
  const property = what === 'taken' ? 'assignedTo' : 'status'
  try {
    const findings = findInWebhooks(await readAppWebhooks(await developerKeyOf(installation), deadline), webhookUrl)
    return findings
      .filter(({ id, ok }) => !ok && (id === 'webhook-target' || id.endsWith(`:${property}`)))
      .map(({ title, fix }) => `Not so: ${title}. ${fix}`)
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    return [declared(webhookUrl, `conversation.propertyChange of ${property}`)]
  }
}

/** Agents' answers come by the channel, which is not the app's webhooks. */
async function ofChannel(
  installation: Installation,
  session: Session,
  webhookUrl: string,
  deadline: number,
): Promise<string[]> {
  const [account, { channelId }, channels] = await Promise.all([
    ofAccount(installation, inboxOf(session), session.account, deadline),
    channelOf(installation),
    listChannels(await developerKeyOf(installation), deadline),
  ])
  const channel = channels.find(({ id }) => id === channelId)
  if (channel?.webhookUrl === webhookUrl) return account
  const where = channel === undefined ? 'is gone' : 'sends answers elsewhere'
  return [
    ...account,
    `The bot’s channel in HubSpot ${where}. Save the integration’s configuration to have it put right.`,
  ]
}

/** Whether the channel is switched on in an inbox. */
async function ofAccount(
  installation: Installation,
  inboxId: string,
  portalId: string,
  deadline: number,
): Promise<string[]> {
  const { channelId } = await channelOf(installation)
  const { hubspot } = inAccount(installation, portalId)
  const accounts = await listChannelAccounts(hubspot, channelId, deadline)
  const account = accounts.find((one) => one.inboxId === inboxId && !one.archived)
  if (account === undefined) {
    return ['The channel was removed from this inbox. Save the integration’s configuration to connect it again.']
  }
  const isOn = account.active && account.authorized
  return isOn
    ? []
    : [
        'The channel is switched off in this inbox, so that no answer goes out by it. Switch it on in HubSpot: Settings > Inbox & Help Desk > the inbox > Channels.',
      ]
}

/** What HubSpot signs with another secret than the configured one, the bot refuses. */
async function ofSecret(installation: Installation, deadline: number): Promise<string[]> {
  const { accessToken } = await currentCredentials(installation, deadline)
  try {
    await introspect(installation.settings.app, accessToken, deadline)
    return []
  } catch (error) {
    if (!(error instanceof HubSpotError) || !isClientRefusal(error)) throw error
    return [
      'HubSpot no longer accepts the client secret in the integration’s configuration, so it signs with another one, and the bot takes nothing of it (401). Copy the secret from the app’s Auth tab, and save.',
    ]
  }
}
