import { z } from '@botpress/sdk'

/** Fields of the actions that tell what an account's CRM is made of. */

export const objectName = z
  .string()
  .title('Object')
  .describe('Kind of record: its name or label as in HubSpot, or its type ID, for example tickets, Deal, or 2-12345.')

/** What a field holds. */
export const fieldType = z
  .enum([
    ...(['text', 'phone', 'number', 'date', 'dateTime', 'yesNo'] as const),
    ...(['choice', 'multipleChoice', 'owner', 'pipeline', 'stage', 'other'] as const),
  ])
  .title('Type')
  .describe('What it holds. Values of choice, owner, pipeline and stage can be given by label or by internal value.')

/** How a field can be compared. */
export const operator = z
  .enum([
    ...(['is', 'isNot', 'isAnyOf', 'isNoneOf', 'contains', 'startsWith'] as const),
    ...(['isBelow', 'isAbove', 'isBetween', 'isKnown', 'isUnknown'] as const),
  ])
  .title('Operator')
