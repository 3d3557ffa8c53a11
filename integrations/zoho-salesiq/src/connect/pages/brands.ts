import type { Page } from '../../../../../core/pages/answer'
import { type Html, html } from '../../../../../core/pages/html'
import { form, theCard } from '../../../../../core/pages/parts'
import { stepAt } from './parts'

export type Department = { id: string; name: string }
export type Brand = { id: string; name: string; isEnabled: boolean; departments: readonly Department[] }

export type Brands = {
  screenName: string
  /** Those that can be chosen from, or are named as switched off. */
  brands: readonly Brand[]
  /** What is chosen beforehand, if anything; as `placeValue` has it. */
  chosen: string | undefined
  /** From the configuration, which wins: cannot be changed here. */
  configured: { appId: string | undefined; departmentId: string | undefined }
  url: string
  token: string
  /** What was wrong with what was sent before. */
  mistake: string | undefined
}

/** Lets the bot's owner choose the brand that chats are opened for, and the department they go to by default. */
export function brandsPage(page: Brands): Page {
  const { screenName, brands, configured, url, token, mistake } = page
  const choices = brands.flatMap((brand) => placesOf(brand, configured.departmentId))
  const isSettled = choices.length === 1 && configured.appId !== undefined && configured.departmentId !== undefined
  return {
    title: isSettled ? 'Connect this brand?' : 'Where should chats go?',
    step: stepAt(3),
    ...(mistake === undefined ? {} : { status: 422 }),
    content: html`
${mistake && html`<p class="note bad" role="alert">${mistake}</p>`}
<p>Zoho granted access to the portal ${screenName}.</p>
${form(url, token, html`${brands.map((brand) => group(brand, page, choices.length === 1))}${remarks(page)}`, 'Connect')}
<p class="soft small">Connecting makes a webhook in SalesIQ, by which it tells your bot what operators do.</p>`,
  }
}

/** A brand and a department of it as one value of a form. */
export const placeValue = (appId: string, departmentId: string): string => `${appId}/${departmentId}`

function placesOf({ id, isEnabled, departments }: Brand, departmentId: string | undefined): string[] {
  if (!isEnabled) return []
  const open = departments.filter((one) => departmentId === undefined || one.id === departmentId)
  return open.map((one) => placeValue(id, one.id))
}

function group(brand: Brand, page: Brands, isOnly: boolean): Html {
  const { id, name, departments } = brand
  const places = placesOf(brand, page.configured.departmentId)
  const row = (department: Department) => {
    const value = placeValue(id, department.id)
    if (!places.includes(value)) return undefined
    const isChosen = isOnly || page.chosen === value
    return html`<div class="choice"><label class="option"><input type="radio" name="place" value="${value}" required ${isChosen && html`checked`}><span>${department.name} <span class="soft small">department ${department.id}</span></span></label></div>`
  }
  return html`<fieldset><legend>${name} <span class="soft small">brand ${id}</span></legend>
${places.length === 0 ? html`<p class="soft">${whyNot(brand)}</p>` : departments.map(row)}</fieldset>`
}

function whyNot({ isEnabled, departments }: Brand): string {
  if (!isEnabled)
    return 'Switched off in SalesIQ, so no chat can be opened for it. To choose it, switch it on under Settings > Brands, then load this page again.'
  return departments.length === 0
    ? 'Has no department, so no chat can be opened for it. Give it one under Settings > Brands, then load this page again.'
    : 'Does not have the department that the configuration names.'
}

function remarks({ brands, configured }: Brands): Html | undefined {
  const isFixed = configured.appId !== undefined || configured.departmentId !== undefined
  const departments = brands.reduce((sum, { departments }) => sum + departments.length, 0)
  return html`
${isFixed && html`<p class="soft small">${fixedBy(configured)} in the integration’s configuration wins over this page. To choose here instead, empty it in Botpress, save, and open the new link in the log.</p>`}
${departments > 1 && html`<p class="soft small">This is where chats go by default. A single one can go to another department of the brand, with “Department ID” on the ${theCard}.</p>`}`
}

function fixedBy({ appId, departmentId }: Brands['configured']): string {
  const names = [appId && '“Brand ID”', departmentId && '“Department ID”'].filter(
    (name) => name !== undefined && name !== '',
  )
  return `What stands under ${names.join(' and ')}`
}
