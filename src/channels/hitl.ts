import type { IntegrationProps } from '../bp'
import { forward } from './forward'

/** End user to agent: the six message types of the hitl interface. */
export const hitl: IntegrationProps['channels']['hitl'] = {
  messages: {
    text: (props) => forward(props, { type: 'text', payload: props.payload }),
    image: (props) => forward(props, { type: 'image', payload: props.payload }),
    audio: (props) => forward(props, { type: 'audio', payload: props.payload }),
    video: (props) => forward(props, { type: 'video', payload: props.payload }),
    file: (props) => forward(props, { type: 'file', payload: props.payload }),
    bloc: (props) => forward(props, { type: 'bloc', payload: props.payload }),
  },
}
