import type { TestStage } from './on-stage'

/** The webhook of HubSpot's that tells a channel of an agent's reply, made by hand. */
export function channelEvent(
  { portalId }: Pick<TestStage, 'portalId'>,
  integrationThreadIds: string[],
  message: object,
) {
  return {
    type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
    portalId: String(portalId),
    eventTimestamp: new Date().toISOString(),
    eventId: 'an event',
    channelIntegrationThreadIds: integrationThreadIds,
    message,
  }
}
