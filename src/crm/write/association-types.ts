import type { StandardType } from '../schema/object-types'

/**
 * HubSpot's own kinds of associations, by direction (documented). Those of a primary company (5, 26) are left out: they could
 * replace one that people chose.
 */
const typeIds = {
  ticket: { contact: 16, company: 339 },
  deal: { contact: 3, company: 341 },
} as const satisfies Partial<Record<StandardType, Partial<Record<StandardType, number>>>>

/** Associations of a new ticket or deal with whom it is about. */
export function associationsOf(
  from: keyof typeof typeIds,
  { contactId, companyId }: { contactId: string | undefined; companyId: string | undefined },
): { to: string; typeId: number }[] {
  const types = typeIds[from]
  return [
    ...(contactId === undefined ? [] : [{ to: contactId, typeId: types.contact }]),
    ...(companyId === undefined ? [] : [{ to: companyId, typeId: types.company }]),
  ]
}
