/**
 * What no action reads or writes, by the names and type IDs that HubSpot has for it: what people wrote and said to each
 * other, and the people of the account.
 */
const closed: readonly string[] = [
  ...['note', 'notes', '0-46', 'call', 'calls', '0-48', 'meeting', 'meetings', '0-47'],
  ...['email', 'emails', 'e-mail', 'e-mails', '0-49'],
  ...['user', 'users', '0-115', 'communication', 'communications', '0-18', 'postal_mail', 'postal mail', '0-116'],
  ...['engagement', 'engagements', '0-4', 'conversation', 'conversations', '0-11'],
]

/** Whether no action works with an object, whatever the configuration allows. */
export const isClosedObject = (name: string): boolean => closed.includes(name.trim().toLowerCase())
