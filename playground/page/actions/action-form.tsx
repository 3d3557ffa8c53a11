import type { ActionForm as Form } from '../../crm-protocol'
import type { EndUser } from '../../protocol'
import { Icon } from '../parts/icon'
import { isRunning, runAction } from '../state/actions'
import { FieldInput } from './field-input'

/** What an action takes, as its definition says it. */
export function ActionForm({ action, asker }: { action: Form; asker: EndUser }) {
  return (
    <form
      class="action-form"
      aria-label={action.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void runAction()
      }}
    >
      <header>
        <h3>{action.title}</h3>
        <p class="quiet">{action.description}</p>
      </header>
      {action.fields.length === 0 && <p class="quiet">It takes no input.</p>}
      {action.fields.map((field) => (
        <FieldInput key={field.name} field={field} path={field.name} />
      ))}
      <footer class="action-foot">
        <button type="submit" class="button" data-tone="act" disabled={isRunning.value}>
          <Icon name="play" size={14} />
          {isRunning.value ? 'Running…' : 'Run'}
        </button>
        <span class="quiet">for {asker.name}</span>
      </footer>
    </form>
  )
}
