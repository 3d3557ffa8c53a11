import type { Reasons } from '../../../../core/self-test/reasons'
import { connectedPortal, type Installation, servingPortal } from '../installation/installation'
import { webhookState } from '../installation/states'
import { SalesIqError } from '../salesiq/errors'
import { readWebhook, type Webhook, wantedEvents } from '../salesiq/webhooks'

/** What SalesIQ has to say of a self-test that does not go on: what it did not tell the bot, and why. */
export function reasonsFor(installation: Installation): Reasons {
  return {
    async place(session) {
      const { departmentId, departments, name, screenName } = await servingPortal(installation, session)
      const department = departments.find(({ id }) => id === departmentId)?.name ?? departmentId ?? ''
      return { name: `the department “${department}” of ${name ?? screenName}` }
    },
    unopened: async () => [],
    unheard: (_what, session, deadline) => ofWebhook(installation, session, deadline),
    waiting: async (what) => [advice[what]],
    closedEarly: (reason) => (reason === 'missed' ? missed : early),
    stays: 'The chat stays in SalesIQ’s history.',
  }
}

const advice = {
  taken:
    'SalesIQ rings for operators of the department who are online: see in SalesIQ that you are one, and that your status is “Available”. A bot of SalesIQ’s (Zobot) on the brand would answer first. Chats that nobody takes in time count as missed.',
  replied: 'Answer in the chat itself: a note is for colleagues alone.',
  closed: 'In SalesIQ, end the chat.',
} as const

const missed =
  'Nobody took the chat in time, so SalesIQ counts it as missed. See that an operator of the department is online and “Available”, and that the brand’s waiting time (or “Wait time” in the configuration) is long enough; then end this test, and start another one.'

const early = 'End this test, start another one, and answer before you end the chat.'

const saveAgain = 'Save the integration’s configuration in Botpress: it makes and repairs its webhook by itself.'

const unexplained =
  'The webhook is as it should be. News can be late: SalesIQ tries four times in three minutes. Save the integration’s configuration in Botpress to have what was lost sent again.'

const byHand =
  'The webhook was made by hand. See in SalesIQ under Settings > Developers > Webhooks that it is enabled, that it is for this brand, that it has the events that hub.md lists, and that its URL is the one in the bot’s log, with all that follows the “?”.'

async function ofWebhook(
  installation: Installation,
  { account }: { account: string },
  deadline: number,
): Promise<string[]> {
  const state = await webhookState.read(installation)
  if (state === undefined || state.id === '') return [byHand]
  const { caller } = await connectedPortal(installation)
  try {
    const webhook = await readWebhook(caller, state.id, deadline)
    if (webhook === undefined) return [`The bot’s webhook was deleted in SalesIQ. ${saveAgain}`]
    const wrong = wrongWith(webhook, account, state.url)
    return wrong.length > 0 ? wrong : [unexplained]
  } catch (error) {
    if (!(error instanceof SalesIqError) || error.passing) throw error
    return [byHand]
  }
}

function wrongWith({ isEnabled, appIds, events, ...webhook }: Webhook, account: string, url: string): string[] {
  const missing = wantedEvents.filter((event) => !events.includes(event))
  return [
    ...(isEnabled ? [] : [`The bot’s webhook is switched off in SalesIQ. ${saveAgain}`]),
    ...(webhook.url === url ? [] : [`The bot’s webhook sends its news elsewhere. ${saveAgain}`]),
    ...(appIds.includes(account) ? [] : [`The bot’s webhook is for another brand. ${saveAgain}`]),
    ...(missing.length === 0 ? [] : [`The bot’s webhook lacks the events ${missing.join(', ')}. ${saveAgain}`]),
  ]
}
