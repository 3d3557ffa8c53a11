import { searchRecords as definition } from '../../../definitions/actions/search-records'
import type { Crm } from '../crm'
import { parsedInput } from '../input/parsed-input'
import { answerSearch } from './answer-search'

/** Finds records of any object, and puts them as people read them. */
export function searchRecords(crm: Crm, given: unknown) {
  return answerSearch(crm, parsedInput(definition.input.schema, given), { usual: 10, most: 100 })
}
