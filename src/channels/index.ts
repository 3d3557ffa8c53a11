import { hitlMessages } from '../../core/channels/hitl'
import type { HandlerProps, IntegrationProps } from '../bp'
import { deskName, openBridge, tryOwed } from '../desk/desk'

/** The channel of the hitl interface: what the end user writes. */
export const channels: IntegrationProps['channels'] = {
  hitl: { messages: hitlMessages<HandlerProps>(openBridge, deskName, tryOwed) },
}
