import { type Answer, goTo } from '../../../../core/pages/answer'
import type { Ticket } from '../../../../core/pages/tickets'
import { addressOf, follow, formToken, newId } from '../../../../core/pages/visit'
import { storeBrand } from '../installation/brand'
import type { Installation } from '../installation/installation'
import { brandState, connectionState } from '../installation/states'
import { adoptGrant, connectedOnPage } from '../installation/tokens'
import type { Brand } from '../salesiq/brands'
import { withSetupLock } from '../setup/setup-lock'
import { timing } from '../timing'
import { type Access, accessFor } from './access'
import { leaveFormer } from './leave-former'
import { brandsOf } from './offer'
import { brandsPage, placeValue } from './pages/brands'
import type { Place } from './pages/parts'
import { switchPage } from './pages/switch'
import { show } from './product'
import { beginWork } from './remembered'
import { steps } from './set-up'
import type { Visit } from './visit'

/** Shows the portal's brands and their departments to choose from. */
export async function offerBrands(visit: Visit, ticket: Ticket): Promise<Answer> {
  const access = await accessFor(visit, ticket)
  const { screenName } = access
  if (screenName === undefined) return goTo(addressOf(visit, 'portal', ticket))
  const brands = await brandsOf(visit, ticket, access, screenName)
  const before = await brandState.read(visit.installation)
  return showChoice(visit, ticket, {
    screenName,
    brands,
    chosen: before && placeValue(before.appId, before.departmentId),
  })
}

/** Takes the choice: from here on the brand is connected, and the set-up begins. Another brand's place is asked for first. */
export async function takeBrand(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { installation, request } = visit
  const access = await accessFor(visit, ticket)
  const { screenName } = access
  if (screenName === undefined) return goTo(addressOf(visit, 'portal', ticket))
  const brands = await brandsOf(visit, ticket, access, screenName)
  const place = request.form.get('place') ?? ''
  const chosen = placeIn(visit, brands, place)
  if (chosen === undefined) {
    const mistake = 'Choose the brand and department that chats go to.'
    return showChoice(visit, ticket, { screenName, brands, chosen: undefined, mistake })
  }
  const to = { screenName, brandName: chosen.brand.name }
  const from = await replacedBy(installation, screenName, chosen.brand)
  if (from !== undefined && request.form.get('switch') !== 'yes') {
    const [url, token] = [addressOf(visit, 'brand', ticket), formToken(visit, ticket)]
    return show(switchPage({ from, to, place, url, token }))
  }
  const workId = newId()
  // A registration at the same time must see either the old connection or the new one.
  await withSetupLock(installation, { patience: timing.lockPause * 5, lease: timing.setupLease }, async () => {
    const remarks = await leaveFormer(visit, { region: access.region, screenName })
    await adopt(installation, access, { screenName, ...chosen })
    await beginWork(installation, { id: workId, step: steps[0].name, remarks })
  })
  return goTo(addressOf(visit, 'progress', follow(ticket, workId)))
}

type Choice = { brand: Brand; departmentId: string }

/** What a value of the form stands for, if it may be chosen. */
function placeIn({ installation: { settings } }: Visit, brands: Brand[], place: string): Choice | undefined {
  return brands
    .filter(({ isEnabled }) => isEnabled)
    .flatMap((brand) => brand.departments.map(({ id }) => ({ brand, departmentId: id })))
    .filter(({ departmentId }) => settings.departmentId === undefined || departmentId === settings.departmentId)
    .find(({ brand, departmentId }) => placeValue(brand.id, departmentId) === place)
}

/** The brand whose place this one would take; undefined when there is none, or it is the same. */
async function replacedBy(installation: Installation, screenName: string, brand: Brand): Promise<Place | undefined> {
  const before = await brandState.read(installation)
  if (before === undefined || (await connectedOnPage(installation)) === undefined) return undefined
  if (before.screenName === screenName && before.appId === brand.id) return undefined
  return { screenName: before.screenName, brandName: before.name }
}

async function adopt(
  installation: Installation,
  { region, grant }: Access,
  { screenName, brand, departmentId }: Choice & { screenName: string },
): Promise<void> {
  const chosen = { region, screenName, appId: brand.id, departmentId }
  const { clientId } = installation.settings.client
  if (grant !== undefined) {
    const { refreshToken, accessToken, expiresAt } = grant
    const connection = { ...chosen, refreshToken, clientId, connectedAt: Date.now() }
    await adoptGrant(installation, connection, { accessToken, expiresAt })
  } else {
    const connection = await connectedOnPage(installation)
    if (connection !== undefined) await connectionState.write(installation, { ...connection, ...chosen })
  }
  await storeBrand(installation, { ...chosen, name: brand.name, departments: brand.departments })
}

type Shown = { screenName: string; brands: Brand[]; chosen: string | undefined; mistake?: string }

function showChoice(visit: Visit, ticket: Ticket, { screenName, brands, chosen, mistake }: Shown): Answer {
  const { appId, departmentId } = visit.installation.settings
  const [url, token] = [addressOf(visit, 'brand', ticket), formToken(visit, ticket)]
  return show(brandsPage({ screenName, brands, chosen, configured: { appId, departmentId }, url, token, mistake }))
}
