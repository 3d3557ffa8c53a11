import { isName } from './id'

/**
 * Actor IDs are a letter and an ID, `A-123` for a person. HubSpot's webhook page also speaks of a plain user ID, so a bare
 * number is taken as a person's.
 *
 * @returns undefined for what can be no ID.
 */
export function actorIdFrom(value: string | undefined): string | undefined {
  const text = value?.trim() ?? ''
  if (!isName(text)) return undefined
  return /^\d+$/.test(text) ? `A-${text}` : text
}
