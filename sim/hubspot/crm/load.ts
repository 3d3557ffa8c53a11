import type { AccountData } from './account'
import type { Values } from './model'
import type { CrmSide } from './side-type'

/**
 * Puts an example account into a portal; `owner:address` in a value stands for the id of that owner. Returns the ids of
 * its records by their keys.
 */
export function loadAccount(side: CrmSide, account: AccountData): Map<string, string> {
  const { timeZone, companyCurrency, additionalCurrencies } = account
  side.setAccount({ timeZone, companyCurrency, additionalCurrencies })
  for (const person of account.people) side.addPerson(person)
  for (const queue of account.queues) side.addQueue(queue)
  for (const object of account.objects) side.defineObject(object)
  for (const [object, properties] of Object.entries(account.properties)) {
    for (const property of properties) side.defineProperty(object, property)
  }
  for (const [object, pipelines] of Object.entries(account.pipelines)) {
    side.type(object).pipelines = []
    for (const pipeline of pipelines) side.definePipeline(object, pipeline)
  }
  for (const [object, names] of Object.entries(account.required)) {
    for (const name of names) side.changeProperty(object, name, { required: true })
  }
  return addRecords(side, account)
}

function addRecords(side: CrmSide, { records }: AccountData): Map<string, string> {
  const made = new Map<string, { object: string; id: string }>()
  const owners = new Map(side.owners().map(({ email, id }) => [email, id]))
  const resolved = (values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const address = /^owner:(.+)$/.exec(value)?.[1]
        return [name, address === undefined ? value : named(owners, address)]
      }),
    )
  for (const { key, object, values, with: others = [], createdAt } of records) {
    const associate = others.map((other) => named(made, other))
    const more = createdAt === undefined ? {} : { createdAt: Date.parse(createdAt) }
    const { id } = side.add(object, resolved(values), { associate, ...more })
    made.set(key, { object, id })
  }
  return new Map([...made].map(([key, { id }]) => [key, id]))
}

function named<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key)
  if (found === undefined) throw new Error(`The account names ${key}, which it does not have`)
  return found
}
