import { useEffect } from 'preact/hooks'
import { Empty } from '../parts/empty'
import { SideTabs } from '../parts/side-tabs'
import { form, loadForms } from '../state/actions'
import { user } from '../state/selection'
import { connection } from '../state/world'
import { ActionForm } from './action-form'
import { ActionSelect } from './action-select'
import { Answer } from './answer'

/** Any action on the CRM, to be tried on behalf of the end user whose chat is shown. */
export function ActionsPane() {
  const isConnected = connection.value === 'open'
  useEffect(() => {
    if (isConnected) void loadForms()
  }, [isConnected])
  const action = form.value
  const asker = user.value
  return (
    <section class="pane actions-pane" aria-labelledby="actions-pane-title">
      <div class="pane-head">
        <h2 id="actions-pane-title" class="hidden">
          Actions
        </h2>
        <SideTabs />
        <ActionSelect />
      </div>
      {action && asker ? (
        <div class="actions-body">
          <ActionForm action={action} asker={asker} key={`${action.name} ${asker.id}`} />
          <Answer action={action} asker={asker} />
        </div>
      ) : (
        <Empty icon="bot">The actions are on their way…</Empty>
      )}
    </section>
  )
}
