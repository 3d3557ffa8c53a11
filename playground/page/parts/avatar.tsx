import { ownUrl } from '../html/own-url'
import { initials } from '../words/names'
import { Icon } from './icon'

type Props = { kind: 'bot' } | { kind: 'agent' | 'user'; name: string; picture?: string | undefined }

/** The face beside a message. Pictures from elsewhere are not loaded: initials then. */
export function Avatar(props: Props) {
  if (props.kind === 'bot') {
    return (
      <span class="avatar" data-kind="bot" aria-hidden="true">
        <Icon name="bot" />
      </span>
    )
  }
  const picture = props.picture && ownUrl(props.picture)
  return (
    <span class="avatar" data-kind={props.kind} aria-hidden="true">
      {picture ? <img src={picture} alt="" /> : initials(props.name)}
    </span>
  )
}
