import { type Check, failed, passed, unread } from '../../check'
import type { Facts } from '../read-facts'

/** The inboxes and help desks there are, and that the configured ones are among them. */
export function checkInboxes({ inboxes, settings }: Facts): Check[] {
  const any = { id: 'inboxes', title: 'The account has inboxes or help desks' }
  if (!inboxes?.ok) return [unread(any, inboxes)]
  const list = inboxes.value.map(({ id, name, type }) => `${id} (${name}, ${type})`).join('; ')
  const first =
    inboxes.value.length > 0
      ? passed({ ...any, detail: list })
      : failed({ ...any, fix: 'Create one in HubSpot: Settings > Inbox & Help Desk.' })
  const configured = [...(settings.inboxId === '' ? [] : [settings.inboxId]), ...settings.additionalInboxIds]
  return [
    first,
    ...configured.map((id) => {
      const check = { id: `inbox:${id}`, title: `The configured inbox ${id} is there` }
      const inbox = inboxes.value.find((candidate) => candidate.id === id)
      return inbox
        ? passed({ ...check, detail: inbox.name })
        : failed({ ...check, fix: `Use one of those there are: ${list || 'none'}.` })
    }),
  ]
}
