import { SkipLink } from '../parts/skip-link'
import { user } from '../state/selection'
import { MessageBox, messageBoxId } from './message-box'
import { Transcript } from './transcript'
import { UserHeader } from './user-header'
import { UserTabs } from './user-tabs'

/** The end user's side: a web chat for each of them. */
export function UserPane() {
  const shown = user.value
  return (
    <section class="pane user-pane" aria-labelledby="user-pane-title">
      <div class="pane-head">
        <h2 id="user-pane-title">End user</h2>
        <UserTabs />
      </div>
      {shown && (
        <div class="chat" role="tabpanel" id="user-panel" aria-labelledby={`user-tab-${shown.id}`}>
          <SkipLink to={messageBoxId}>Skip to the message box</SkipLink>
          <UserHeader user={shown} />
          <Transcript user={shown} key={shown.id} />
          <MessageBox user={shown} key={`box ${shown.id}`} />
        </div>
      )}
    </section>
  )
}
