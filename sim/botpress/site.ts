import type { IntegrationDefinitionLike } from './definition'
import type { BotEvent, Message, User } from './records'

export type Outcome = Pick<BotEvent, 'status' | 'failureReason'>

/** One installation of an integration on a bot: what the API, the webhook host and the dispatcher need of it. */
export type Site = {
  /** Also the owner of everything the installation makes. */
  webhookId: string
  botId: string
  integrationId: string
  /** Of the versions that were here before: what they are still at goes on under these. */
  formerIds: string[]
  alias: string
  definition: IntegrationDefinitionLike
  configuration: unknown
  integrationUrls: string[]
  /** Which of the URLs is called next. */
  turn: number
  webhookUrl: string
  botUser: User
  /** As `configureIntegration` last said. */
  identifier: string | null
  scheduleRegisterCall: string | undefined
  /** Takes what the integration created, once it takes effect. Returns what became of an event. */
  receiveMessage: (message: Message) => void | Promise<void>
  receiveEvent: (event: BotEvent) => Outcome | Promise<Outcome>
}
