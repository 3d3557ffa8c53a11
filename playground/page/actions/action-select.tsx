import { actionGroups } from '../../action-groups'
import type { ActionForm } from '../../crm-protocol'
import { form, forms } from '../state/actions'
import { go } from '../state/here'

/** Which action is tried, in groups by what they do. */
export function ActionSelect() {
  const all = forms.value ?? []
  return (
    <select
      class="action-select"
      aria-label="Action"
      value={form.value?.name ?? ''}
      onChange={({ currentTarget }) => go({ action: currentTarget.value })}
    >
      {actionGroups.map((group) => {
        const members = all.filter((action) => action.group === group)
        return members.length > 0 && <Group key={group} title={group} members={members} />
      })}
    </select>
  )
}

function Group({ title, members }: { title: string; members: readonly ActionForm[] }) {
  return (
    <optgroup label={title}>
      {members.map(({ name, title: called }) => (
        <option key={name} value={name}>
          {called}
        </option>
      ))}
    </optgroup>
  )
}
