import { RuntimeError } from '@botpress/sdk'
import { isClosedObject } from '../../hubspot/closed-objects'
import type { CrmScope } from '../../installation/crm-scope'
import type { Crm } from '../crm'
import { grantedScopes, isGranted } from '../granted'
import { wrongInput } from '../input/input'
import { type CrmObject, isNamed } from './crm-object'
import { type CustomObjects, customObjectsOf } from './custom-objects'
import { isUsual, standardObjects } from './standard-objects'

/** Whether the configuration lets the bot work with an object. */
export const isAllowed = ({ objects }: CrmScope, object: CrmObject): boolean =>
  objects === undefined || objects.some((name) => isNamed(object, name))

/** One of HubSpot's own objects by its name in paths; undefined for any other. */
export const standardObject = (path: string): CrmObject | undefined =>
  standardObjects.find((object) => object.path === path)

/**
 * One of HubSpot's own objects, by its name in paths.
 *
 * @throws {RuntimeError} where the configuration does not let the bot work with it.
 */
export function ownObject({ installation }: Crm, path: string): CrmObject {
  const object = standardObject(path)
  if (object === undefined) throw new Error(`HubSpot has no object ${path} of its own`)
  if (isAllowed(installation.settings.crm, object)) return object
  throw new RuntimeError(
    `"CRM objects" in the configuration of this bot does not list ${object.labelPlural}. Do not try again; tell the user that this is not possible.`,
  )
}

/** The object of a path, whether it is allowed or not; undefined when it is not known. */
export async function objectAt(crm: Crm, path: string): Promise<CrmObject | undefined> {
  return standardObject(path) ?? (await customObjectsOf(crm)).objects.find((object) => object.path === path)
}

/** The objects that the configuration allows: HubSpot's own, and the account's as far as they can be known. */
export async function objectsOf(crm: Crm): Promise<CrmObject[]> {
  const { objects } = await customObjectsOf(crm)
  return [...standardObjects, ...objects].filter((object) => isAllowed(crm.installation.settings.crm, object))
}

/**
 * The object of a name, label, or type ID, in any case. The usual ones cost no call.
 *
 * @param field of the input, for what is thrown.
 * @throws {RuntimeError} for one that there is not, that no action works with, or that the configuration does not allow.
 */
export async function objectNamed(crm: Crm, text: string | undefined, field = 'object'): Promise<CrmObject> {
  const name = text?.trim() ?? ''
  if (name === '') throw wrongInput(field, 'is missing', 'Give the name of an object, for example contacts.')
  const usual = standardObjects.find((object) => isUsual(object) && isNamed(object, name))
  if (usual !== undefined) return allowed(crm, usual, field)
  const [custom, granted] = await Promise.all([customObjectsOf(crm), grantedScopes(crm)])
  const others = standardObjects.filter((object) => isNamed(object, name))
  // An account may call its own objects as HubSpot calls one that it does not use.
  const inUse = others.filter(({ readScopes }) => granted !== undefined && isGranted(granted, readScopes))
  const [only, ...more] = mostExact([...inUse, ...custom.objects], name)
  if (only !== undefined && more.length === 0) return allowed(crm, only, field)
  if (only !== undefined) {
    const ids = [only, ...more].map((object) => `${object.name} (${object.typeId})`).join(', ')
    throw wrongInput(field, `is the label of several objects: ${ids}`, 'Use one of these type IDs.')
  }
  const [notGranted] = others
  if (notGranted !== undefined) return allowed(crm, notGranted, field)
  throw noObject(crm, name, field, custom)
}

/** A name or an ID is of one object; labels can be of several. */
function mostExact(objects: readonly CrmObject[], text: string): CrmObject[] {
  const small = text.toLowerCase()
  const exact = objects.filter(({ name, typeId }) => name.toLowerCase() === small || typeId === small)
  return exact.length > 0 ? exact : objects.filter((object) => isNamed(object, text))
}

function allowed(crm: Crm, object: CrmObject, field: string): CrmObject {
  if (isAllowed(crm.installation.settings.crm, object)) return object
  throw wrongInput(
    field,
    `names ${object.labelPlural}, which "CRM objects" in the configuration of this bot does not list`,
    'Do not try again; work with another object, or tell the user that this is not possible.',
  )
}

/** So many names are listed at most. */
const most = 30

function noObject(crm: Crm, name: string, field: string, custom: CustomObjects): RuntimeError {
  const shown = `"${name.slice(0, 60)}"`
  if (isClosedObject(name)) {
    const problem = `names ${shown}, which no action reads or writes`
    return wrongInput(field, problem, 'Do not try again; tell the user that this is not possible.')
  }
  const { crm: scope } = crm.installation.settings
  const others = [...standardObjects, ...custom.objects].filter((object) => isAllowed(scope, object))
  const names = others.slice(0, most).map((object) => object.name)
  const problem = `names ${shown}, and no such object is known. There are: ${names.join(', ')}`
  return wrongInput(field, problem, 'missing' in custom ? unknownCustom[custom.missing] : 'Use one of these names.')
}

const unknownCustom = {
  scope:
    'If it is one of the account\'s own objects, do not try again: the connection does not let this bot see them. The owner of the bot can tick the box "Custom objects" on the connect page, and connect again.',
  refused:
    'If it is one of the account\'s own objects, do not try again: HubSpot does not list them. They need an Enterprise account, and the box "Custom objects" on the connect page.',
} as const
