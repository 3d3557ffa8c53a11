import { isRegion, type Region } from '../salesiq/regions'
import { timing } from '../timing'
import { note } from './memory'
import { NotConnectedError } from './not-connected'
import type { Place } from './place'
import { type BrandState, brandState } from './states'

/** The brand that chats are opened for, with the portal that it is of. */
export type Brand = {
  region: Region
  screenName: string
  appId: string
  /** Where chats go by default; undefined where nobody has said. */
  departmentId: string | undefined
  name: string | undefined
  departments: readonly { id: string; name: string }[]
}

/**
 * The connected brand: what is configured wins over what was set up. From memory where this process knows it.
 *
 * @param trust ms that it may have been read before; default: for good, since another brand is only connected on purpose,
 * and what is under way goes on in the one it began in.
 * @throws {NotConnectedError} when no brand is connected.
 */
export async function brandOf(place: Place, trust = Number.POSITIVE_INFINITY): Promise<Brand> {
  const { settings } = place
  const stored = await storedBrand(place, trust)
  const screenName = settings.screenName ?? stored?.screenName
  const appId = settings.appId ?? stored?.appId
  if (screenName === undefined || appId === undefined) {
    throw new NotConnectedError('no brand has been chosen yet.', settings)
  }
  const own = stored?.appId === appId ? stored : undefined
  return {
    region: regionOf(place, stored),
    screenName,
    appId,
    departmentId: settings.departmentId ?? own?.departmentId,
    name: own?.name,
    departments: own?.departments ?? [],
  }
}

/** A token that is typed in is of the configured region; one from the connect page may be of the account's own. */
function regionOf({ settings }: Place, stored: BrandState | undefined): Region {
  const region = settings.refreshToken === undefined ? stored?.region : undefined
  return region !== undefined && isRegion(region) ? region : settings.client.region
}

/** The connected brand, as far as this process knows it. */
export function knownBrand({ memory }: Pick<Place, 'memory'>): BrandState | undefined {
  return memory.brand?.state
}

async function storedBrand(place: Place, trust: number): Promise<BrandState | undefined> {
  const { memory } = place
  const { brand } = memory
  // That nothing is set up yet can be over any moment.
  if (brand?.state !== undefined && Date.now() - brand.readAt < trust) return brand.state
  const reading = memory.brandReading ?? brandState.read(place).finally(() => note(memory, { brandReading: undefined }))
  note(memory, { brandReading: reading })
  const state = await reading
  // The token of a portal that was left is no good in the one that took its place.
  if (isOther(brand?.state, state)) note(memory, { credentials: undefined })
  note(memory, { brand: { state, readAt: Date.now() } })
  return state
}

const isOther = (known: BrandState | undefined, now: BrandState | undefined): boolean =>
  known?.screenName !== now?.screenName || known?.region !== now?.region

/** Notes what was set up, for all processes. */
export async function storeBrand(place: Place, state: BrandState): Promise<void> {
  await brandState.write(place, state)
  note(place.memory, { brand: { state, readAt: Date.now() } })
}

/** The connected brand as it is now; where all of it is configured, nobody can have changed it. */
export function heedBrand(place: Place): Promise<Brand> {
  const { refreshToken, screenName, appId, departmentId } = place.settings
  const isFixed = [refreshToken, screenName, appId, departmentId].every((field) => field !== undefined)
  return brandOf(place, isFixed ? Number.POSITIVE_INFINITY : timing.connectionTrust)
}
