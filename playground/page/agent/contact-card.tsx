import type { ComponentChildren } from 'preact'
import type { Thread } from '../../protocol'
import { desk, words } from '../desk'
import { Icon } from '../parts/icon'
import type { IconName } from '../parts/icon-paths'
import { contactType, showRecord } from '../state/crm'
import { chooseUser } from '../state/selection'
import { world } from '../state/world'

/** What the desk knows about the person. */
export function ContactCard({ thread: { contact, userId, assignedTo } }: { thread: Thread }) {
  const user = world.value?.users.find(({ id }) => id === userId)
  const owner = world.value?.agents.find(({ id }) => id === assignedTo)
  return (
    <dl class="contact">
      {desk === 'salesiq' && <Fact icon="headset" title="In charge" value={owner?.name ?? words.unassigned} />}
      {world.value?.crm && (
        <Fact icon="user" title="Contact" value={contact.id ? 'Contact in HubSpot' : 'Visitor, no contact'}>
          {contact.id !== undefined && (
            <button
              type="button"
              class="link"
              onClick={() => showRecord({ typeId: contactType, id: contact.id ?? '' })}
            >
              Contact in HubSpot
            </button>
          )}
        </Fact>
      )}
      <Fact icon="mail" title="E-mail" value={contact.email} />
      <Fact icon="phone" title="Phone" value={contact.phone} />
      <Fact icon="building" title="Company" value={contact.company} />
      {Object.entries(contact.info ?? {}).map(([title, value]) => (
        <Fact key={title} icon="note" title={title} value={value}>
          {title}: {value}
        </Fact>
      ))}
      {user && (
        <div class="contact-jump">
          <dt class="hidden">End user</dt>
          <dd>
            <button type="button" class="link" onClick={() => chooseUser(user.id)}>
              See their side
            </button>
          </dd>
        </div>
      )}
    </dl>
  )
}

type FactProps = { icon: IconName; title: string; value: string | undefined; children?: ComponentChildren }

/** `children` stand in the place of the value. */
function Fact({ icon, title, value, children }: FactProps) {
  if (!value) return null
  return (
    <div>
      <dt>
        <Icon name={icon} size={14} />
        <span class="hidden">{title}</span>
      </dt>
      <dd title={value}>{children || value}</dd>
    </div>
  )
}
