/** A kind of record: one of HubSpot's own, or one that the account defined. */
export type CrmObject = {
  /** As actions name it. */
  name: string
  /** As HubSpot takes it in a path. */
  path: string
  typeId: string
  label: string
  labelPlural: string
  isCustom: boolean
  /** How a filter names an association with it; undefined where HubSpot has no such filter. */
  filterName: string | undefined
  /** Other names that it goes by, in lower case. */
  aliases: readonly string[]
  /** The property that people tell records apart by. */
  primaryField: string
  /** Properties that make up a record's title together; where they are empty, the first of the others that is filled. */
  titleFields: readonly string[]
  otherTitleFields: readonly string[]
  /** What is answered when nothing else is asked for. */
  usualFields: readonly string[]
  /** What a new record needs, and nothing fills in. */
  requiredFields: readonly string[]
  /** Where HubSpot looks for the text of a search. */
  searchedFields: readonly string[]
  /** Properties of when a record was made, and of its pipeline and stage, where it has any. */
  createdField: string
  pipelineField: string | undefined
  stageField: string | undefined
  /** Any of these lets read, and write. */
  readScopes: readonly string[]
  writeScopes: readonly string[]
  /** Tasks are made and never read. */
  isReadable: boolean
  /** Type IDs of what it can be associated with, as its definition says; HubSpot's own say nothing. */
  associatedTypeIds: readonly string[]
}

/** All names that an object goes by, in lower case. */
export function namesOf({ name, path, typeId, label, labelPlural, aliases }: CrmObject): string[] {
  return [name, path, typeId, label, labelPlural, ...aliases].map((one) => one.trim().toLowerCase())
}

/** Whether a text names an object, in any case. */
export const isNamed = (object: CrmObject, text: string): boolean => namesOf(object).includes(text.trim().toLowerCase())

/** What one is called within a sentence: "ticket", but "SLA". */
export const inSentence = ({ label }: CrmObject): string =>
  /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)

/** The same with an article: "a ticket", "an order". */
export const oneOf = (object: CrmObject): string =>
  `${/^[aeiou]/i.test(object.label) ? 'an' : 'a'} ${inSentence(object)}`
