import type { UserKind } from '../../protocol'
import { words } from '../desk'
import { Icon } from '../parts/icon'
import type { IconName } from '../parts/icon-paths'
import { Menu } from '../parts/menu'
import { addUser } from '../state/selection'
import { kindWords } from '../words/names'

const kinds: { kind: UserKind; icon: IconName }[] = [
  { kind: 'known', icon: 'building' },
  { kind: 'email', icon: 'mail' },
  { kind: 'phone', icon: 'phone' },
  { kind: 'anonymous', icon: 'user' },
]

/** Brings in another end user. */
export function AddUser() {
  return (
    <Menu
      label="Add an end user"
      trigger={<Icon name="plus" />}
      triggerClass="icon-button"
      place="below-end"
      items={kinds.map(({ kind, icon }) => ({
        id: kind,
        title: kindWords[kind],
        explanation: words.kinds[kind],
        icon: <Icon name={icon} />,
        onChoose: () => void addUser(kind),
      }))}
    />
  )
}
