import { type Check, failed, isRefusal, passed, unchecked, unread } from '../../../../../core/doctor/check'
import { listed } from '../../../../../core/doctor/listed'
import type { Brand } from '../../salesiq/brands'
import { SHORT_WAIT } from '../../salesiq/limits'
import type { Facts } from '../read-facts'

/** The portal, the brand that chats are opened for, its department, and settings of it that hurt. */
export function checkPortal(facts: Facts): Check[] {
  const { brands } = facts
  const all = { id: 'brands', title: 'The portal has brands' }
  if (!brands?.ok) return [checkScreenName(facts), unread(all, isWrongName(facts) ? undefined : brands)]
  const found = brands.value
  return [
    checkScreenName(facts),
    found.length === 0
      ? failed({ ...all, fix: 'Create one in SalesIQ: Settings > Brands.' })
      : passed({ ...all, detail: listed(found) }),
    ...checkBrand(facts, found),
  ]
}

const isWrongName = ({ brands }: Facts) => isRefusal(brands) && brands.problem.code === 1005

function checkScreenName(facts: Facts): Check {
  const { brands, configured, names, unseen } = facts
  const check = { id: 'screen-name', title: 'There is a portal of that screen name' }
  if (configured.screenName === '') {
    const fix = `Put it, or any address of your SalesIQ, into ${names.screenName}: without it nothing of the portal can be checked.`
    return missing(check, 'no screen name is filled in', fix, unseen)
  }
  if (isWrongName(facts)) {
    const fix = `It is the word after the host in the address of your SalesIQ: salesiq.zoho.com/SCREEN-NAME. Correct ${names.screenName}, or ${names.region}.`
    return failed({ ...check, detail: configured.screenName, fix })
  }
  return brands?.ok ? passed({ ...check, detail: configured.screenName }) : unread(check, undefined)
}

/** Something that nobody has named; where it may be said elsewhere, that is no fault. */
function missing(check: Pick<Check, 'id' | 'title'>, what: string, fix: string, unseen: string | undefined): Check {
  return unseen === undefined
    ? failed({ ...check, detail: what, fix })
    : unchecked({ ...check, detail: `${what}; ${unseen}`, fix })
}

function checkBrand(facts: Facts, brands: Brand[]): Check[] {
  const { configured, names, unseen } = facts
  const { appId } = configured
  const check = { id: 'brand', title: 'The brand is there, and enabled' }
  const brand = appId === '' && brands.length === 1 ? brands[0] : brands.find(({ id }) => id === appId)
  if (brand === undefined && appId === '' && brands.length > 0) {
    return [missing(check, 'the portal has several', `Put the ID of the brand into ${names.appId}.`, unseen)]
  }
  if (brand === undefined)
    return [failed({ ...check, detail: appId, fix: `Use one of those there are: ${listed(brands) || 'none'}.` })]
  const detail = `${brand.id}, ${brand.name.slice(0, 80)}`
  return [
    brand.isEnabled
      ? passed({ ...check, detail })
      : failed({ ...check, detail: `${detail}, not enabled`, fix: 'Enable it in SalesIQ: Settings > Brands.' }),
    checkDepartment(facts, brand),
    ...checkSettings(brand, configured.waitTime),
  ]
}

function checkDepartment({ configured: { departmentId }, names, unseen }: Facts, { departments }: Brand): Check {
  const check = { id: 'department', title: 'The department is one of the brand' }
  const [only] = departments
  if (only === undefined) return unchecked({ ...check, detail: 'SalesIQ does not say which departments the brand has' })
  if (departmentId === '' && departments.length === 1) return passed({ ...check, detail: only.name })
  if (departmentId === '') {
    const fix = `Put the ID of one into ${names.departmentId}.`
    return missing(check, `the brand has several: ${listed(departments)}`, fix, unseen)
  }
  const department = departments.find(({ id }) => id === departmentId)
  return department
    ? passed({ ...check, detail: department.name })
    : failed({ ...check, detail: departmentId, fix: `Use one of those that the brand has: ${listed(departments)}.` })
}

/** Conversations are handed over all the same. */
function checkSettings({ takesFiles, hasBot, waitTime: own }: Brand, configured: number | undefined): Check[] {
  const waitTime = configured ?? own
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
