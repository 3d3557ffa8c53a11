import { type Check, failed, passed, unread } from '../../../core/doctor/check'
import { listed } from '../../../core/doctor/listed'
import type { Facts } from '../read-facts'

/** The inboxes and help desks there are, and that the configured ones are among them. */
export function checkInboxes({ inboxes, configured }: Facts): Check[] {
  const any = { id: 'inboxes', title: 'The account has inboxes or help desks' }
  if (!inboxes?.ok) return [unread(any, inboxes)]
  const list = listed(inboxes.value.map(({ id, name, type }) => ({ id, name: `${name}, ${type}` })))
  const first =
    inboxes.value.length > 0
      ? passed({ ...any, detail: list })
      : failed({ ...any, fix: 'Create one in HubSpot: Settings > Inbox & Help Desk.' })
  return [
    first,
    ...configured.inboxIds.map((id) => {
      const check = { id: `inbox:${id}`, title: `The configured inbox ${id} is there` }
      const inbox = inboxes.value.find((candidate) => candidate.id === id)
      return inbox
        ? passed({ ...check, detail: inbox.name })
        : failed({ ...check, fix: `Use one of those there are: ${list || 'none'}.` })
    }),
  ]
}
