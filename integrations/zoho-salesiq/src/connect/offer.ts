import pMap from 'p-map'
import { Interrupt } from '../../../../core/pages/interrupt'
import type { Ticket } from '../../../../core/pages/tickets'
import { addressOf, startAddress } from '../../../../core/pages/visit'
import { type Brand, listBrands, readBrand } from '../salesiq/brands'
import type { Caller } from '../salesiq/caller'
import { SalesIqError } from '../salesiq/errors'
import type { Access } from './access'
import {
  brandsClosed,
  configuredBrandUnknown,
  configuredDepartmentUnknown,
  configuredPortalUnknown,
  noBrand,
} from './pages/problems'
import type { Visit } from './visit'

/**
 * The brands of the portal that may be chosen, or that the configuration has chosen.
 *
 * @throws {Interrupt} with the page that says what keeps all of them from being chosen.
 */
export async function brandsOf(
  visit: Visit,
  ticket: Ticket,
  { region, callerOf }: Access,
  screenName: string,
): Promise<Brand[]> {
  const { settings } = visit.installation
  const [sameUrl, againUrl] = [addressOf(visit, 'brand', ticket), startAddress(visit, ticket)]
  const caller = callerOf(screenName)
  const listed = await listBrands(caller, visit.deadline).catch((error: unknown) => {
    const isUnknown = error instanceof SalesIqError && error.code === 1005 && settings.screenName !== undefined
    throw isUnknown ? new Interrupt(configuredPortalUnknown(screenName, region, againUrl)) : error
  })
  if (listed.length === 0) throw new Interrupt(noBrand(screenName, sameUrl))
  const named = listed.filter(({ id }) => settings.appId === undefined || id === settings.appId)
  if (settings.appId !== undefined && named.length === 0) {
    throw new Interrupt(configuredBrandUnknown(settings.appId, listed, againUrl))
  }
  const brands = await withDepartments(caller, named, visit.deadline)
  const { departmentId } = settings
  const departments = brands.flatMap((brand) => brand.departments)
  if (departmentId !== undefined && departments.every(({ id }) => id !== departmentId)) {
    throw new Interrupt(configuredDepartmentUnknown(departmentId, departments, againUrl))
  }
  if (brands.every((brand) => !brand.isEnabled || brand.departments.length === 0)) {
    throw new Interrupt(brandsClosed(brands, sameUrl))
  }
  return brands
}

/** More brands than this nobody has; those that come after keep what the list says of them. */
const mostLooks = 20

/** The list of brands need not say all that a single one does. */
async function withDepartments(caller: Caller, brands: Brand[], deadline: number): Promise<Brand[]> {
  return pMap(
    brands,
    async (brand, index) => {
      const isComplete = brand.departments.length > 0 || !brand.isEnabled || index >= mostLooks
      return isComplete ? brand : ((await readBrand(caller, brand.id, deadline)) ?? brand)
    },
    { concurrency: 4 },
  )
}
