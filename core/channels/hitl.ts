import type { Installation } from '../installation'
import type { HitlMessage } from '../messages/outgoing'
import { forward, type Outgoing } from './forward'

type Payload<T extends HitlMessage['type']> = Extract<HitlMessage, { type: T }>['payload']

/**
 * End user to agent: the six message types of the hitl interface.
 *
 * @param open gives the installation of a handler.
 * @param desk its name.
 * @param beside what else is done on the occasion, without holding up the message; never throws.
 */
export function hitlMessages<Props>(
  open: (props: Props) => Installation,
  desk: string,
  beside?: (props: Props) => Promise<void>,
) {
  const carry = async (props: Props & Outgoing, message: HitlMessage): Promise<void> => {
    await Promise.all([forward(() => open(props), desk, props, message), beside?.(props)])
  }
  return {
    text: (props: Props & Outgoing & { payload: Payload<'text'> }) =>
      carry(props, { type: 'text', payload: props.payload }),
    image: (props: Props & Outgoing & { payload: Payload<'image'> }) =>
      carry(props, { type: 'image', payload: props.payload }),
    audio: (props: Props & Outgoing & { payload: Payload<'audio'> }) =>
      carry(props, { type: 'audio', payload: props.payload }),
    video: (props: Props & Outgoing & { payload: Payload<'video'> }) =>
      carry(props, { type: 'video', payload: props.payload }),
    file: (props: Props & Outgoing & { payload: Payload<'file'> }) =>
      carry(props, { type: 'file', payload: props.payload }),
    bloc: (props: Props & Outgoing & { payload: Payload<'bloc'> }) =>
      carry(props, { type: 'bloc', payload: props.payload }),
  }
}
