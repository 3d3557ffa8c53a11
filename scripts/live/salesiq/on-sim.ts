import integration from '../../../integrations/zoho-salesiq/src/index'
import type { SalesIqSimOptions } from '../../../sim/salesiq'
import { operators, setSalesIqStage } from '../../../sim/salesiq-stage'
import { settingsOf } from '../../doctor/salesiq/settings-of'
import type { Agent } from './agent'
import type { LiveSettings } from './settings'

/** A Zoho of which all assumptions hold, and where nobody has to wait: half a minute lasts for half a second. */
const obliging: SalesIqSimOptions = { customerInfoInEvents: 'all', waitScale: 15 }

/** Tries the live test itself: Zoho is the stand-in, and its agent answers at once. */
export async function onSim<T>(
  run: (settings: LiveSettings, agent: Agent) => Promise<T>,
  options: SalesIqSimOptions = obliging,
): Promise<T> {
  const stage = await setSalesIqStage({ handler: integration.handler, salesiq: options })
  const { ui } = stage.salesiq
  const { dana, robin } = operators
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  try {
    return await run(
      {
        ...settingsOf(stage.bot),
        ...{ publicUrl: `http://127.0.0.1:${port}`, port, patience: 20_000 },
        visitorEmail: 'live@customers.example',
      },
      {
        pickUp: (chatId) => ui.pickUp(chatId, dana.id),
        reply: (chatId, text) => void ui.reply({ chatId, text }),
        sendFile: (chatId) => {
          const file = { name: 'note.txt', content: Buffer.from('A note.'), contentType: 'text/plain' }
          ui.reply({ chatId, files: [file] })
        },
        transfer: (chatId) => ui.transfer(chatId, robin.id),
        end: (chatId) => ui.end(chatId, { by: 'agent' }),
        leave: () => {},
      },
    )
  } finally {
    await stage.salesiq.webhooks.settled()
    await stage.close()
  }
}
