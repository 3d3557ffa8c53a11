import type { Brand } from '../../../../integrations/zoho-salesiq/src/salesiq/brands'
import { SHORT_WAIT } from '../../../../integrations/zoho-salesiq/src/salesiq/limits'
import { type Check, failed, isRefusal, passed, unchecked, unread } from '../../check'
import type { Facts } from '../read-facts'
import { variables } from '../settings'

/** The portal, the brand that chats are opened for, its department, and settings of it that hurt. */
export function checkPortal(facts: Facts): Check[] {
  const { brands, settings } = facts
  const all = { id: 'brands', title: 'The portal has brands' }
  if (!brands?.ok) return [checkScreenName(facts), unread(all, isWrongName(facts) ? undefined : brands)]
  const found = brands.value
  const list = found.map(({ id, name }) => `${id} (${name})`).join('; ')
  return [
    checkScreenName(facts),
    found.length === 0
      ? failed({ ...all, fix: 'Create one in SalesIQ: Settings > Brands.' })
      : passed({ ...all, detail: list }),
    ...checkBrand(found, settings, list),
  ]
}

const isWrongName = ({ brands }: Facts) => isRefusal(brands) && brands.problem.code === 1005

function checkScreenName(facts: Facts): Check {
  const { brands, given, settings } = facts
  const check = { id: 'screen-name', title: 'There is a portal of that screen name' }
  if (!given.screenName) {
    return unchecked({
      ...check,
      detail: 'a screen name named on the connect page is stored in Botpress',
      fix: `Put it, or any address of your SalesIQ, into ${variables.screenName}: without it nothing of the portal can be checked.`,
    })
  }
  if (isWrongName(facts)) {
    const fix = `It is the word after the host in the address of your SalesIQ: salesiq.zoho.com/SCREEN-NAME. Correct ${variables.screenName}, or ${variables.region}.`
    return failed({ ...check, detail: settings.screenName, fix })
  }
  return brands?.ok ? passed({ ...check, detail: settings.screenName }) : unread(check, undefined)
}

function checkBrand(brands: Brand[], { appId, departmentId }: Facts['settings'], list: string): Check[] {
  const check = { id: 'brand', title: 'The brand is there, and enabled' }
  const brand = appId === '' && brands.length === 1 ? brands[0] : brands.find(({ id }) => id === appId)
  if (brand === undefined && appId === '' && brands.length > 0) {
    const detail = 'the portal has several; one that was chosen on the connect page is stored in Botpress'
    return [unchecked({ ...check, detail, fix: `Put the ID of the brand into ${variables.appId}.` })]
  }
  if (brand === undefined)
    return [failed({ ...check, detail: appId, fix: `Use one of those there are: ${list || 'none'}.` })]
  const detail = `${brand.id}, ${brand.name}`
  return [
    brand.isEnabled
      ? passed({ ...check, detail })
      : failed({ ...check, detail: `${detail}, not enabled`, fix: 'Enable it in SalesIQ: Settings > Brands.' }),
    checkDepartment(brand, departmentId),
    ...checkSettings(brand),
  ]
}

function checkDepartment({ departments }: Brand, departmentId: string): Check {
  const check = { id: 'department', title: 'The department is one of the brand' }
  const list = departments.map(({ id, name }) => `${id} (${name})`).join('; ')
  const [only] = departments
  if (only === undefined) return unchecked({ ...check, detail: 'SalesIQ does not say which departments the brand has' })
  if (departmentId === '' && departments.length === 1) return passed({ ...check, detail: only.name })
  if (departmentId === '') {
    const detail = `the brand has several: ${list}; one that was chosen on the connect page is stored in Botpress`
    return unchecked({ ...check, detail, fix: `Put the ID of one into ${variables.departmentId}.` })
  }
  const department = departments.find(({ id }) => id === departmentId)
  return department
    ? passed({ ...check, detail: department.name })
    : failed({ ...check, detail: departmentId, fix: `Use one of those that the brand has: ${list}.` })
}

/** Conversations are handed over all the same. */
function checkSettings({ takesFiles, hasBot, waitTime }: Brand): Check[] {
  const hurting = (id: string, title: string, isWell: boolean, detail: string, fix: string) =>
    isWell ? passed({ id, title }) : failed({ id, title, detail, fix, breaksEscalation: false })
  return [
    hurting(
      'files',
      'The brand takes files of visitors',
      takesFiles !== false,
      'files of end users reach agents as links only',
      'Switch file sharing on in SalesIQ: Settings > Brands > the brand > Chat window.',
    ),
    hurting(
      'zobot',
      "No bot of SalesIQ's answers first",
      !hasBot,
      'end users come from one bot to the next, and agents hear of them only when it forwards them',
      'Take the brand out of the Zobot in SalesIQ: Settings > Bot.',
    ),
    hurting(
      'waiting-time',
      'Agents have time to pick a chat up',
      waitTime === undefined || waitTime >= SHORT_WAIT,
      `${waitTime} s, then the chat is missed and the session ends`,
      'Set "Wait time" in the integration\'s configuration, or the waiting time of the brand in SalesIQ.',
    ),
  ]
}
