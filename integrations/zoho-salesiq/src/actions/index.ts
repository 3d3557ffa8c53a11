import { createUser } from '../../../../core/actions/create-user'
import { startHitl } from '../../../../core/actions/start-hitl'
import { stopHitl } from '../../../../core/actions/stop-hitl'
import type { IntegrationProps } from '../bp'
import { deskName, openBridge } from '../desk/desk'

/** The actions of the hitl interface. */
export const actions: IntegrationProps['actions'] = {
  createUser: (props) => createUser(props, props.input),
  startHitl: (props) => startHitl(() => openBridge(props), deskName, props.input),
  stopHitl: (props) => stopHitl(props, () => openBridge(props), deskName, props.input.conversationId),
}
