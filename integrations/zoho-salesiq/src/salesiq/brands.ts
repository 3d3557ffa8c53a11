import * as z from 'zod/mini'
import type { Caller } from './caller'
import { SalesIqError } from './errors'
import { pathsOf } from './paths'
import { id, optionalFlag, optionalText } from './values'

/**
 * A brand of a portal. SalesIQ's answer also holds a secret and the widget's code, which is why nothing of it but this is
 * kept.
 */
export type Brand = {
  id: string
  name: string
  isEnabled: boolean
  departments: { id: string; name: string }[]
  /** False: visitors' files are off. Undefined where it is not said. */
  takesFiles: boolean | undefined
  /** Seconds until a chat counts as missed; undefined where it is not said. */
  waitTime: number | undefined
  /** Whether a bot of SalesIQ's answers first, as far as is said. */
  hasBot: boolean
}

/** `{ "<id>": "<name>" }`, as a list of such, or `{ id, name }`. */
const department = z.lazy(() =>
  z.pipe(
    z.union([z.object({ id, name: z.string() }), z.record(z.string(), z.string())]),
    z.transform((it) =>
      typeof it.id === 'string' && typeof it.name === 'string'
        ? [{ id: it.id, name: it.name }]
        : Object.entries(it).map(([key, name]) => ({ id: key, name: String(name) })),
    ),
  ),
)
const departments = z.lazy(() =>
  z.pipe(
    z.catch(
      z.optional(
        z.union([
          z.pipe(
            z.array(department),
            z.transform((all) => all.flat()),
          ),
          department,
        ]),
      ),
      undefined,
    ),
    z.transform((all) => all ?? []),
  ),
)
const seconds = z.lazy(() => z.catch(z.optional(z.coerce.number().check(z.positive())), undefined))
const toggle = z.lazy(() =>
  z.catch(
    z.optional(
      z.union([
        z.boolean(),
        z.pipe(
          z.enum(['true', 'false']),
          z.transform((word) => word === 'true'),
        ),
      ]),
    ),
    undefined,
  ),
)

const brand = z.lazy(() =>
  z.pipe(
    z.object({
      id,
      name: optionalText,
      unique_name: optionalText,
      enabled: toggle,
      departments,
      share_file: toggle,
      waiting_time: seconds,
      bot: z.optional(z.unknown()),
      bots: z.optional(z.unknown()),
      chat_bot: z.optional(z.unknown()),
    }),
    z.transform(
      (it): Brand => ({
        id: it.id,
        name: it.name ?? it.unique_name ?? it.id,
        isEnabled: it.enabled ?? true,
        departments: it.departments,
        takesFiles: it.share_file,
        waitTime: it.waiting_time,
        hasBot: [it.bot, it.bots, it.chat_bot].some(isOn),
      }),
    ),
  ),
)

/** `true`, an ID, an object that is not switched off, or a list with something in it. */
function isOn(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  const { data } = z.object({ enabled: optionalFlag }).safeParse(value)
  return data === undefined ? Boolean(value) : data.enabled !== false
}

const many = z.lazy(() => z.object({ data: z.array(z.unknown()) }))

/** All brands of the portal. Needs the scope SalesIQ.Apps.READ. */
export async function listBrands(caller: Caller, deadline: number): Promise<Brand[]> {
  const path = pathsOf(caller.screenName).brands
  const { data } = await caller.call({ what: 'list the brands', method: 'GET', path, deadline }, many)
  return data.flatMap((item) => brand.safeParse(item).data ?? [])
}

/** The answer to one brand need not repeat its ID. */
const one = (appId: string) =>
  z.object({
    data: z.pipe(
      z.transform((data) => (typeof data === 'object' ? { id: appId, ...data } : data)),
      brand,
    ),
  })

/** One brand; undefined when the portal has none of that ID. */
export async function readBrand(caller: Caller, appId: string, deadline: number): Promise<Brand | undefined> {
  const path = pathsOf(caller.screenName).brand(appId)
  try {
    return (await caller.call({ what: 'show the brand', method: 'GET', path, deadline }, one(appId))).data
  } catch (error) {
    if (error instanceof SalesIqError && error.outcome === 'gone') return undefined
    throw error
  }
}

const departmentList = z.lazy(() => z.object({ data: departments }))

/** Departments of the portal by name. Needs the scope SalesIQ.departments.READ, which is worth asking for and no more. */
export async function listDepartments(caller: Caller, deadline: number): Promise<Brand['departments']> {
  const path = pathsOf(caller.screenName).departments
  const answer = await caller.call({ what: 'list the departments', method: 'GET', path, deadline }, departmentList)
  return answer.data
}
