import type { Stage } from '../../sim/hubspot-stage'

type Place = Pick<Stage, 'hubspot' | 'bot' | 'appId'>

/** What a developer does to the channels of the stage's app by hand, with the developer key. */
export function developer(stage: Place) {
  const call = async (method: string, channelId = '', body?: unknown): Promise<unknown> => {
    const key = encodeURIComponent(String(stage.bot.configuration.developerApiKey))
    const url = `${stage.hubspot.url}/conversations/custom-channels/2026-09${channelId && `/${channelId}`}?hapikey=${key}&appId=${stage.appId}`
    const answer = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`HubSpot answered ${answer.status}: ${await answer.text()}`)
    return answer.status === 204 ? undefined : answer.json()
  }
  return {
    /** A channel as an earlier registration, or one of another bot, left it. */
    createChannel: (webhookUrl: string) =>
      call('POST', '', { name: 'Left over', webhookUrl, capabilities: { threadingModel: 'INTEGRATION_THREAD_ID' } }),
    changeChannel: (channelId: string, changes: Record<string, unknown>) => call('PATCH', channelId, changes),
    deleteChannel: (channelId: string) => call('DELETE', channelId),
  }
}
