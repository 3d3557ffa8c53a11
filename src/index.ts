import { createUser } from './actions/create-user'
import { startHitl } from './actions/start-hitl'
import { stopHitl } from './actions/stop-hitl'
import { Integration } from './bp'
import { hitl } from './channels/hitl'
import { register } from './setup/register'
import { unregister } from './setup/unregister'
import { handler } from './webhook/handler'

export default new Integration({
  register,
  unregister,
  actions: { createUser, startHitl, stopHitl },
  channels: { hitl },
  handler,
})
