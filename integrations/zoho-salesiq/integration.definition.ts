import { IntegrationDefinition } from '@botpress/sdk'
import { hitl } from '../../interfaces/hitl'
import { configuration } from './definitions/configuration'
import { entities } from './definitions/entities'
import { events } from './definitions/events'
import { states } from './definitions/states'
import { conversationTags, messageTags, userTags } from './definitions/tags'

export default new IntegrationDefinition({
  name: 'zoho-salesiq-hitl',
  version: '1.1.0',
  title: 'Zoho SalesIQ HITL',
  description: 'Hand a conversation to a human agent in Zoho SalesIQ, and take it back when the agent is done.',
  icon: 'icon.svg',
  readme: 'hub.md',
  attributes: { category: 'Customer Support' },
  configuration,
  events,
  states,
  entities,
  user: { tags: userTags },
}).extend(hitl, ({ entities }) => ({
  entities: { hitlSession: entities.salesiqChat },
  channels: {
    hitl: {
      title: 'HITL',
      description: 'One conversation with a human agent in Zoho SalesIQ.',
      conversation: { tags: conversationTags },
      message: { tags: messageTags },
    },
  },
}))
