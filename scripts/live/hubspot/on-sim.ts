import { agents, setStage } from '../../../sim/hubspot-stage'
import integration from '../../../src/index'
import { settingsOf } from '../../doctor/hubspot/settings-of'
import type { Agent } from './agent'
import type { LiveSettings } from './settings'

/** Tries the live test itself: HubSpot is the stand-in, and its agent answers at once. */
export async function onSim<T>(run: (settings: LiveSettings, agent: Agent) => Promise<T>): Promise<T> {
  const stage = await setStage({ handler: integration.handler })
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const publicUrl = `http://127.0.0.1:${port}`
  stage.hubspot.setWebhookTarget(stage.appId, `${publicUrl}/hubspot-inbox-hitl-live-test`)
  const agent = agents.dana.userId
  try {
    return await run(
      { ...settingsOf(stage.bot), publicUrl, port, patience: 20_000, contactEmail: 'live@customers.example' },
      {
        reply: (threadId, text) => void stage.hubspot.ui.reply({ threadId, agent, text }),
        sendFile: (threadId) => {
          const file = { name: 'note.txt', content: Buffer.from('A note.'), contentType: 'text/plain' }
          stage.hubspot.ui.reply({ threadId, agent, text: 'A file.', attachments: [file] })
        },
        close: (threadId) => stage.hubspot.ui.close(threadId),
      },
    )
  } finally {
    await stage.hubspot.webhooks.settled()
    await stage.close()
  }
}
