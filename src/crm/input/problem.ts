/** What is wrong with a value, in words for whoever can ask the user about it. */
export type Problem = {
  /** Name of the input, or internal name of the property. */
  field: string
  /** What people call it in HubSpot. */
  label?: string
  /** A sentence, and what to do. */
  problem: string
  /** What there is to choose from. */
  allowed?: string[]
}

/** So many choices are named at most: answers have to be small enough for a model. */
export const mostChoices = 20

/** What is wrong with a value, before it is known whose it is. */
export type Fault = Pick<Problem, 'problem' | 'allowed'>

/** A value as HubSpot takes it, or what is wrong with it. */
export type Checked = { value: string } | Fault

/** A fault with choices; more than can be named are counted. */
export function withChoices(problem: string, choices: readonly string[]): Fault {
  if (choices.length === 0) return { problem }
  const more = choices.length - mostChoices
  const allowed = choices.slice(0, mostChoices)
  return { problem: more > 0 ? `${problem} There are ${more} more than these.` : problem, allowed }
}

/** Those that a text names: exactly, or else in any case. Several only when it does not tell them apart. */
export function named<T>(all: readonly T[], text: string, namesOf: (one: T) => readonly string[]): T[] {
  const exact = all.filter((one) => namesOf(one).includes(text))
  if (exact.length === 1) return exact
  const small = plain(text)
  return all.filter((one) => namesOf(one).some((name) => name !== '' && plain(name) === small))
}

const plain = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
