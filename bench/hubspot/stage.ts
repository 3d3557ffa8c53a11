import * as z from 'zod'
import type { Installation } from '../../sim/botpress'
import { type HubSpotSim, startHubSpotSim } from '../../sim/hubspot'
import { agents, hubspotEnvironment, installBot } from '../../sim/hubspot-stage'
import type { Desk } from '../desk'
import { type Stage, setStage } from '../stage'
import { repliesLike } from './replies-like'

export type HubSpotStage = Stage & { hubspot: HubSpotSim; portalId: number }

const credentials = z.object({ clientId: z.string(), clientSecret: z.string(), developerApiKey: z.string() })

/**
 * The app subscribes to what the one in `hubspot-app/` does: news of every single message would be dispatches for nothing.
 *
 * @param bundle the file to run.
 */
export async function setHubSpotStage(bundle: string): Promise<HubSpotStage> {
  const hubspot = await startHubSpotSim()
  return setStage(bundle, hubspotEnvironment(hubspot), (on) => {
    const { bot, portalId, appId } = installBot({ hubspot, ...on })
    hubspot.addApp({
      appId,
      ...credentials.parse(bot.configuration),
      webhookTargetUrl: bot.webhookUrl,
      subscriptions: ['conversation.propertyChange', 'conversation.deletion', 'conversation.privacyDeletion'],
    })
    return { bot, portalId, hubspot, desk: deskOf(hubspot, portalId, bot) }
  })
}

function deskOf(hubspot: HubSpotSim, portalId: number, bot: Installation): Desk {
  const { url, log, faults, ui } = hubspot
  return {
    name: 'HubSpot',
    figure: 'hubspot',
    isUntitled: true,
    url,
    log,
    faults,
    isTransfer: ({ path }) => path.startsWith('/hubfs/'),
    people: [
      {
        what: 'contact known',
        most: 5,
        address: (name) => {
          const email = `${name}@customers.example`
          hubspot.addContact(portalId, { email, firstname: 'Kim' })
          return email
        },
      },
      { what: 'new contact', most: 6, address: (name) => `new-${name}@customers.example` },
    ],
    withFiles: {
      text: '3 parts + 2 copies + 1 note = 6 Botpress',
      isMet: ({ botpress }) => botpress === 6,
    },
    reply: (threadId, text, files) => {
      hubspot.ui.reply({ threadId, agent: agents.dana.userId, text, attachments: [...files] })
    },
    assign: (threadId, agent) => ui.assign(threadId, agents[agent].userId),
    close: (threadId) => ui.close(threadId),
    repliesLike: (body) => repliesLike(body, bot),
    sentWith: { refField: 'integrationThreadId', keyField: 'integrationIdempotencyId' },
    settled: () => hubspot.webhooks.settled(),
    shut: hubspot.close,
  }
}
