import { phoneProperties } from '../../hubspot/contacts'
import type { CrmAction } from '../action-scopes'
import type { Crm } from '../crm'
import { emailOf, phoneOf } from '../input/input'
import type { CrmObject } from '../schema/crm-object'
import { assertVisible } from '../schema/visible'
import { type ContactIdentity, sameContact } from './contact-identity'
import { type GivenLink, linksFrom } from './links'
import { maker } from './make'
import { named } from './named'
import { type Given, type Named, resolve } from './resolve'
import { both } from './sameness'
import type { Prepared, Sameness, Writing } from './writing'

type Input = {
  action: CrmAction
  given: readonly Given[]
  /** ISO code of the country of numbers without one. */
  country: string | undefined
  associate?: readonly GivenLink[]
  /** By what else the contact is known; then there need be no number or address. */
  also?: Sameness
}

/** A contact that is found by phone number or e-mail address, or else made. */
export async function contactWriting(crm: Crm, contacts: CrmObject, input: Input): Promise<Writing> {
  const { action, given, country, associate = [], also } = input
  const identity = identityIn((await named(crm, contacts, given, 'create', country)).named)
  if (identity.phone !== undefined) assertVisible(crm, contacts, 'phone', phoneProperties)
  const prepare = async (): Promise<Prepared> => {
    const known = await named(crm, contacts, given, 'create', country)
    const { phone, email } = identityIn(known.named)
    const [resolved, linked] = await Promise.all([
      resolve(crm, contacts, known.named),
      linksFrom(crm, contacts, associate),
    ])
    const isUnknown = also === undefined && phone === undefined && email === undefined && known.problems.length === 0
    const problems = [...known.problems, ...(isUnknown ? [noIdentity] : []), ...resolved.problems, ...linked.problems]
    return { properties: resolved.properties, given: known.named, links: linked.links, problems }
  }
  const known = sameContact(crm, contacts, identity)
  const { memory, look, ...sameness } = also === undefined ? known : both(also, known)
  const carryOut = maker(crm, { object: contacts, look, ...(memory === undefined ? {} : { memory }) })
  return {
    action,
    object: contacts,
    asks: 'create a contact',
    does: 'create the contact',
    prepare,
    carryOut,
    ...sameness,
  }
}

/** By what the contact is known, under whatever name that was given. */
function identityIn(given: readonly Named[]): ContactIdentity {
  const textOf = (name: string) => given.find(({ definition }) => definition.name === name)?.text
  return { phone: phoneOf(textOf('phone'), undefined), email: emailOf(textOf('email')) }
}

/** Whether any of what is given is what contacts are known by. */
export const isOfContactIdentity = ({ definition: { name } }: Named): boolean => name === 'phone' || name === 'email'

const noIdentity = {
  field: 'phone',
  label: 'Phone',
  problem: 'There has to be a phone number or an e-mail address. Ask the user for one of them.',
}
