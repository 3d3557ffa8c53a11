import { RuntimeError } from '@botpress/sdk'
import { DeskError } from '../../../../core/desk'
import type { Installation } from '../installation/installation'
import { NotConnectedError } from '../installation/not-connected'
import type { BrandState } from '../installation/states'
import { type Brand, listBrands, listDepartments, readBrand } from '../salesiq/brands'
import type { Caller } from '../salesiq/caller'
import { SalesIqError } from '../salesiq/errors'
import type { Region } from '../salesiq/regions'

/** What somebody chose: in the configuration, which wins, or on the connect page. */
export type Choice = { appId: string | undefined; departmentId: string | undefined }

/**
 * The brand and department to open chats for, as SalesIQ knows them: those that were chosen, or the only ones there are.
 *
 * @throws {RuntimeError} that names the field and lists what can be chosen. {SalesIqError}
 */
export async function chooseBrand(
  installation: Installation,
  { caller, region }: { caller: Caller; region: Region },
  choice: Choice,
  deadline: number,
): Promise<{ brand: Brand; state: BrandState }> {
  const brand = await brandBy(installation, caller, choice.appId, deadline)
  if (!brand.isEnabled) {
    throw new RuntimeError(
      `"Brand ID": the brand ${nameOf(brand)} is switched off in SalesIQ. Switch it on there (Settings > Brands), or choose another one.`,
    )
  }
  const departments = await departmentsOf(caller, brand, deadline)
  const departmentId = departmentBy(installation, brand, departments, choice.departmentId)
  const state = { region, screenName: caller.screenName, appId: brand.id, name: brand.name, departmentId, departments }
  return { brand, state }
}

async function brandBy(
  { settings }: Installation,
  caller: Caller,
  appId: string | undefined,
  deadline: number,
): Promise<Brand> {
  const named = appId === undefined ? undefined : await readBrand(caller, appId, deadline).catch(explainScope)
  if (named !== undefined) return named
  const all = await listBrands(caller, deadline).catch(explainScope)
  const [only, ...others] = all.filter(({ isEnabled }) => isEnabled)
  if (appId === undefined && only !== undefined && others.length === 0) return only
  const listed = all.map(nameOf).join('; ') || 'none'
  if (appId !== undefined && settings.appId !== undefined) {
    throw new RuntimeError(`"Brand ID": there is no brand ${appId.slice(0, 40)}. The SalesIQ portal has: ${listed}.`)
  }
  if (settings.refreshToken === undefined) {
    throw new NotConnectedError('no brand is chosen, or the one that was is gone.', settings)
  }
  throw new RuntimeError(`"Brand ID" is missing. The SalesIQ portal has: ${listed}.`)
}

function explainScope(error: unknown): never {
  if (!(error instanceof SalesIqError) || error.code !== 1009) throw error
  throw new RuntimeError(
    'The scope SalesIQ.Apps.READ is missing, without which the brand cannot be read. Connect again with all scopes that hub.md lists.',
  )
}

/** The brand's own list; where it has none, the portal's, for which a scope may be missing. */
async function departmentsOf(caller: Caller, brand: Brand, deadline: number): Promise<Brand['departments']> {
  if (brand.departments.length > 0) return brand.departments
  try {
    return await listDepartments(caller, deadline)
  } catch (error) {
    if (!(error instanceof DeskError) || error.passing) throw error
    return []
  }
}

function departmentBy(
  { settings }: Installation,
  brand: Brand,
  departments: Brand['departments'],
  chosen: string | undefined,
): string {
  const [only, ...others] = departments
  const isKnown = departments.some(({ id }) => id === chosen)
  // A list that cannot be had is no reason to doubt what somebody typed in.
  if (chosen !== undefined && (isKnown || departments.length === 0)) return chosen
  if (chosen === undefined && only !== undefined && others.length === 0) return only.id
  const listed = departments.map(({ id, name }) => `${id} (${name})`).join('; ') || 'none'
  if (chosen !== undefined && settings.departmentId !== undefined) {
    throw new RuntimeError(
      `"Department ID": the brand ${nameOf(brand)} has no department ${chosen.slice(0, 40)}. It has: ${listed}.`,
    )
  }
  if (settings.refreshToken === undefined) {
    throw new NotConnectedError('no department is chosen, or the one that was is gone.', settings)
  }
  throw new RuntimeError(`"Department ID" is missing. The brand ${nameOf(brand)} has: ${listed}.`)
}

const nameOf = ({ id, name }: Brand) => `${id} (${name})`
