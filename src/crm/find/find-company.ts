import { RuntimeError } from '@botpress/sdk'
import { type CrmRecord, readRecord, searchRecords } from '../../hubspot/records'
import type { Crm } from '../crm'
import { domainOf, idOf, textOf } from '../input/input'
import { showerFor } from '../records/shown'
import { candidateFrom, candidateProperties, companyFrom, shownProperties } from '../records/summaries'
import { fieldsFor } from '../schema/fields'
import { ownObject } from '../schema/objects'
import { assertVisible, isHidden } from '../schema/visible'

type Input = {
  name?: string | undefined
  domain?: string | undefined
  companyId?: string | undefined
  fields?: string[] | undefined
}

/** So many candidates are named; the user has to tell them apart. */
const mostCandidates = 5

/** Finds a company: exactly one, or none; never the first of several. */
export async function findCompany(crm: Crm, input: Input) {
  const companies = ownObject(crm, 'companies')
  const id = idOf('companyId', input.companyId)
  const [name, domain] = [textOf(input.name), domainOf(input.domain)]
  if (id === undefined && name === undefined && domain === undefined) {
    throw new RuntimeError('Nothing to look for: give "name", "domain" or "companyId". Ask the user for the company.')
  }
  if (name !== undefined) assertVisible(crm, companies, 'name', ['name'])
  if (domain !== undefined) assertVisible(crm, companies, 'domain', ['domain'])
  const fields = await fieldsFor(crm, 'companies', input.fields)
  const properties = [...new Set([...shownProperties.company, ...candidateProperties.company, ...fields])]
  const { records, total } = await companiesMatching(crm, { id, name, domain }, properties)
  const [only] = records
  if (only === undefined || records.length > 1) {
    const candidates = records
      .slice(0, mostCandidates)
      .map((record) => candidateFrom(crm, 'company', record, (field) => isHidden(crm, companies, field)))
    return { found: false, matches: total, candidates }
  }
  const shower = await showerFor(crm, 'companies', [...shownProperties.company, ...fields])
  return { found: true, matches: 1, company: companyFrom({ crm, shower, fields }, only), candidates: [] }
}

type Criteria = { id: string | undefined; name: string | undefined; domain: string | undefined }

/**
 * By ID alone where there is one. By domain, exactly; by name, those that are called so, or else those whose name holds all
 * its words. Both given, both have to fit.
 */
async function companiesMatching(
  { caller, deadline }: Crm,
  { id, name, domain }: Criteria,
  properties: string[],
): Promise<{ records: CrmRecord[]; total: number }> {
  if (id !== undefined) {
    const record = await readRecord(caller, 'companies', id, { properties }, deadline)
    const records = record === undefined || record.archived ? [] : [record]
    return { records, total: records.length }
  }
  const filters = [
    ...(domain === undefined ? [] : [{ propertyName: 'domain', operator: 'EQ', value: domain }]),
    ...wordsOf(name).map((value) => ({ propertyName: 'name', operator: 'CONTAINS_TOKEN', value })),
  ]
  const search = { filterGroups: [{ filters }], properties, limit: 100 }
  const { records, total } = await searchRecords(caller, 'companies', search, deadline)
  const named = name === undefined ? [] : records.filter((record) => isSameName(record.properties.name, name))
  return named.length > 0 ? { records: named, total: named.length } : { records, total }
}

/** HubSpot takes six conditions in a group, and one is for the domain. */
const mostWords = 5

const wordsOf = (name: string | undefined): string[] => (name?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, mostWords)

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
const isSameName = (stored: string | null | undefined, name: string) => bare(stored ?? '') === bare(name)
