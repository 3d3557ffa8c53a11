import { dismiss, notices } from '../state/notices'
import { Icon } from './icon'
import { IconButton } from './icon-button'

/** What the page has to say about itself, in a row of its own: it lies on nothing. */
export function Notices() {
  return (
    <div class="notices" role="alert">
      {notices.value.map(({ id, text }) => (
        <div class="notice" key={id}>
          <Icon name="alert" />
          <p>{text}</p>
          <IconButton icon="close" label="Dismiss this notice" onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  )
}
