import { actions } from './actions'
import { Integration } from './bp'
import { channels } from './channels'
import { register } from './register/register'
import { unregister } from './register/unregister'
import { handler } from './webhook/handler'

export default new Integration({ register, unregister, actions, channels, handler })
