import type { CrmAction } from '../action-scopes'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import { propertiesOf } from '../schema/account-schema'
import { type CrmObject, inSentence, oneOf } from '../schema/crm-object'
import { type GivenLink, linksFrom } from './links'
import { lookByTitle } from './look-by-title'
import { maker } from './make'
import { named } from './named'
import { defaultsFor, type Given, type Resolved, resolve } from './resolve'
import type { Prepared, Sameness, Writing } from './writing'

type Input = {
  action: CrmAction
  given: readonly Given[]
  associate: readonly GivenLink[]
  /** How it is kept from being made twice; absent where it may be made again and again. */
  sameness?: Sameness
}

/** A new record of whatever object. */
export function recordWriting(crm: Crm, object: CrmObject, { action, given, associate, sameness }: Input): Writing {
  const { memory, look, ...same } = sameness ?? { keys: [], look: lookByTitle(crm, object) }
  return {
    action,
    object,
    asks: `create ${oneOf(object)}`,
    does: `create the ${inSentence(object)}`,
    prepare: () => prepare(crm, object, given, associate),
    carryOut: maker(crm, { object, look, ...(memory === undefined ? {} : { memory }) }),
    ...same,
  }
}

async function prepare(
  crm: Crm,
  object: CrmObject,
  given: readonly Given[],
  associate: readonly GivenLink[],
): Promise<Prepared> {
  const known = await named(crm, object, given, 'create')
  const [resolved, linked] = await Promise.all([
    resolve(crm, object, known.named, defaultsFor(crm, object)),
    linksFrom(crm, object, associate),
  ])
  const missing = await missingIn(crm, object, resolved)
  const problems = [...known.problems, ...missing, ...resolved.problems, ...linked.problems]
  return { properties: resolved.properties, given: known.named, links: linked.links, problems }
}

/** What the object's definition demands; what the account does besides, HubSpot says. */
async function missingIn(crm: Crm, object: CrmObject, { properties, problems }: Resolved): Promise<Problem[]> {
  const definitions = await propertiesOf(crm, object.path)
  return object.requiredFields.flatMap((name) => {
    const definition = definitions.find((one) => one.name === name)
    const isSaid = name in properties || problems.some(({ label }) => label === definition?.label)
    if (definition === undefined || isSaid) return []
    return [
      { field: name, label: definition.label, problem: 'This account demands a value here. Ask the user for it.' },
    ]
  })
}
