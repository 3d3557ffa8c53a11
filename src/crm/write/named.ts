import { RuntimeError } from '@botpress/sdk'
import type { Crm } from '../crm'
import { domainOf, emailOf, phoneOf } from '../input/input'
import type { Problem } from '../input/problem'
import type { CrmObject } from '../schema/crm-object'
import { writableFieldsOf } from '../schema/visible'
import { type Given, type Named, nameAll } from './resolve'

/**
 * What is given to write, by the properties that it is for. Phone numbers, addresses and domains are put in the one way in
 * which they are kept, since records are found by them.
 *
 * @param country ISO code of that of numbers without one; absent: the configuration's.
 */
export async function named(
  crm: Crm,
  object: CrmObject,
  given: readonly Given[],
  operation: 'create' | 'update',
  country = crm.installation.settings.defaultCountry,
): Promise<{ named: Named[]; problems: Problem[] }> {
  const found = nameAll(await writableFieldsOf(crm, object, operation), given)
  const problems = [...found.problems]
  const kept = found.named.map((one) => {
    try {
      return { ...one, text: asKept(object, one, country) }
    } catch (error) {
      // What cannot be read is asked for again; the text says how.
      if (!(error instanceof RuntimeError)) throw error
      problems.push({ field: one.field, label: one.definition.label, problem: error.message })
      return undefined
    }
  })
  return { named: kept.flatMap((one) => one ?? []), problems }
}

/** A value in the one way in which it is kept. @throws {RuntimeError} for what is none. */
export function asKept(object: CrmObject, { definition, text }: Named, country: string | undefined): string {
  return readers[object.path]?.[definition.name]?.(text, country) ?? text
}

type Reader = (text: string, country: string | undefined) => string | undefined

const readers: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  contacts: { phone: (text, country) => phoneOf(text, country)?.e164, email: emailOf },
  companies: { domain: domainOf },
}
