import type { Crm } from '../crm'
import { parsedInput } from '../input/parsed-input'
import { answerSearch } from './answer-search'

/** Finds records of any object, and puts them as people read them. */
export async function searchRecords(crm: Crm, given: unknown) {
  const { searchRecords: definition } = await import('../../../definitions/actions/search-records')
  return answerSearch(crm, parsedInput(definition.input.schema, given), { usual: 10, most: 100 })
}
