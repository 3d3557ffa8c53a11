import { IntegrationDefinition } from '@botpress/sdk'
import { crmActions } from './definitions/actions'
import { configuration } from './definitions/configuration'
import { entities } from './definitions/entities'
import { events } from './definitions/events'
import { states } from './definitions/states'
import { conversationTags, messageTags, userTags } from './definitions/tags'
import { hitl } from './interfaces/hitl'

export default new IntegrationDefinition({
  name: 'hubspot-inbox-hitl',
  version: '1.5.0',
  title: 'HubSpot Inbox HITL',
  description:
    "Hand a conversation to a human agent in a HubSpot Inbox or Help Desk, and take it back when the agent is done. Recognise people, and find and open work in HubSpot's CRM.",
  icon: 'icon.svg',
  readme: 'hub.md',
  attributes: { category: 'Customer Support' },
  configuration,
  actions: { ...crmActions },
  events,
  states,
  entities,
  user: { tags: userTags },
}).extend(hitl, ({ entities }) => ({
  entities: { hitlSession: entities.hubspotThread },
  channels: {
    hitl: {
      title: 'HITL',
      description: 'One conversation with a human agent in HubSpot.',
      conversation: { tags: conversationTags },
      message: { tags: messageTags },
    },
  },
}))
