import type { Thread } from '../../protocol'
import { Icon } from '../parts/icon'
import type { IconName } from '../parts/icon-paths'
import { chooseUser } from '../state/selection'
import { world } from '../state/world'

/** What HubSpot knows about the person. */
export function ContactCard({ thread: { contact, userId } }: { thread: Thread }) {
  const user = world.value?.users.find(({ id }) => id === userId)
  return (
    <dl class="contact">
      <Fact icon="user" title="Contact" value={contact.id ? 'Contact in HubSpot' : 'Visitor, no contact'} />
      <Fact icon="mail" title="E-mail" value={contact.email} />
      <Fact icon="phone" title="Phone" value={contact.phone} />
      <Fact icon="building" title="Company" value={contact.company} />
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

function Fact({ icon, title, value }: { icon: IconName; title: string; value: string | undefined }) {
  if (!value) return null
  return (
    <div>
      <dt>
        <Icon name={icon} size={14} />
        <span class="hidden">{title}</span>
      </dt>
      <dd title={value}>{value}</dd>
    </div>
  )
}
