import { agents, inboxes, type Stage, setStage } from '../../../sim/hubspot-stage'
import { label } from '../../../src/connect/visit'
import type { Desk, OpenDesk } from '../desk'
import { actIn } from './acts'
import { hubspotCalls } from './calls'
import { crmDesk } from './crm/crm-desk'
import { logIn } from './crm/log'
import { seedCrm } from './crm/seed'
import { presenceIn } from './presence'
import { stageOptions } from './stage-options'
import { switchesFor } from './switches'
import { threadsIn } from './threads'

/** HubSpot with a lamp shop's CRM in it. */
export const openHubSpot: OpenDesk = async ({ front, handler, fileUrl }) => {
  const stage = await setStage({ ...stageOptions, front, handler })
  seedCrm(stage.hubspot.crm(stage.portalId), Date.now())
  return hubspotDesk(stage, fileUrl)
}

/** @param fileUrl where the page finds a file of HubSpot's, by its id and name. */
export function hubspotDesk(stage: Stage, fileUrl: (id: string, name: string) => string): Desk {
  const { hubspot, botpress, bot, portalId } = stage
  const crm = hubspot.crm(portalId)
  return {
    id: 'hubspot',
    name: 'HubSpot',
    botpress,
    bot,
    connectLabel: label,
    logs: [hubspot.log, hubspot.webhookLog],
    settled: () => hubspot.webhooks.settled(),
    close: () => stage.close(),
    calls: hubspotCalls,
    agents: Object.values(agents).map(({ userId, name }) => ({ id: userId, name })),
    presence: presenceIn(crm),
    inboxes: inboxes.map(({ id, name, type }) => ({ id, name, type })),
    sessionIn: (inboxId) => ({ inboxId }),
    meet: ({ contact }) => {
      const isNew = !hubspot.contacts(portalId).some(({ properties }) => properties.email === contact?.email)
      if (contact && isNew) hubspot.addContact(portalId, contact)
    },
    threads: (sessions) => threadsIn(stage, sessions, fileUrl),
    repliesUnderWay: () =>
      hubspot.webhooks.undelivered.flatMap((delivery) =>
        delivery.kind === 'channel' && 'message' in delivery.event ? [delivery.event.message.id] : [],
      ),
    file: (id) => hubspot.files(portalId).find((file) => file.id === id),
    act: (command) => actIn(stage, command),
    faults: hubspot.faults,
    switches: switchesFor(stage),
    expireTokens: () => hubspot.expireAccessTokens(portalId),
    crm: (around) => crmDesk(crm, around, () => logIn(botpress, bot)),
  }
}
