import type { AssociationType } from './model'

const contact = '0-1'
const company = '0-2'
const deal = '0-3'
const ticket = '0-5'
const task = '0-27'
const note = '0-46'
const call = '0-48'

/** From, to, id, id the other way round, label of both; HubSpot's default ids as it documents them. */
const pairs: [string, string, number, number, string?][] = [
  [contact, contact, 449, 449],
  [company, company, 450, 450],
  [deal, deal, 451, 451],
  [ticket, ticket, 452, 452],
  [contact, company, 279, 280],
  [contact, company, 1, 2, 'Primary'],
  [contact, deal, 4, 3],
  [contact, ticket, 15, 16],
  [company, deal, 342, 341],
  [company, deal, 6, 5, 'Primary'],
  [company, ticket, 340, 339],
  [company, ticket, 25, 26, 'Primary'],
  [deal, ticket, 27, 28],
  [task, contact, 204, 203],
  [task, company, 192, 191],
  [task, deal, 216, 215],
  [task, ticket, 230, 229],
  [note, contact, 202, 201],
  [note, company, 190, 189],
  [note, deal, 214, 213],
  [note, ticket, 228, 227],
  [call, contact, 194, 193],
  [call, company, 182, 181],
  [call, deal, 206, 205],
  [call, ticket, 220, 219],
]

/** The ways in which records can be associated in every portal. */
export function standardAssociationTypes(): AssociationType[] {
  return pairs.flatMap(([from, to, id, back, label]) =>
    associationPair({ from, to, id, back, label, inverseLabel: label }),
  )
}

export type AssociationPair = {
  from: string
  to: string
  id: number
  back: number
  label?: string | undefined
  inverseLabel?: string | undefined
  category?: AssociationType['category']
}

/** Both directions of a way in which records can be associated; one when it reads the same from both ends. */
export function associationPair(input: AssociationPair): AssociationType[] {
  const { from, to, id, back, label, inverseLabel, category = 'HUBSPOT_DEFINED' } = input
  const isPrimary = category === 'HUBSPOT_DEFINED' && label === 'Primary'
  const one = { id, category, from, to, label, inverse: back, isPrimary: isPrimary && to === company }
  if (id === back) return [one]
  return [
    one,
    {
      id: back,
      category,
      from: to,
      to: from,
      label: inverseLabel,
      inverse: id,
      isPrimary: isPrimary && from === company,
    },
  ]
}
