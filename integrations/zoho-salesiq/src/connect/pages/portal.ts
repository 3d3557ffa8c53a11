import type { Page } from '../../../../../core/pages/answer'
import { html } from '../../../../../core/pages/html'
import { field, form } from '../../../../../core/pages/parts'
import { stepAt } from './parts'

export type Portal = {
  /** Host of SalesIQ in the data centre that granted access. */
  host: string
  /** What was sent before, or is known. */
  given: string
  url: string
  token: string
  /** What was wrong with what was sent before. */
  mistake: string | undefined
}

/** Asks for the name of the portal, which Zoho does not tell. */
export function portalPage({ host, given, url, token, mistake }: Portal): Page {
  const name = field({
    name: 'screenName',
    label: 'Screen name, or any address of your SalesIQ',
    hint: html`It is the word after the host: <code>${host}/SCREEN-NAME</code>. You can paste the whole address of any page of your SalesIQ.`,
    value: given,
    mistake,
  })
  return {
    title: 'Which SalesIQ portal?',
    step: stepAt(3),
    ...(mistake === undefined ? {} : { status: 422 }),
    content: html`
<p>Zoho granted access, but does not say to which portal of SalesIQ. It is tried at once, and nothing is changed yet.</p>
${form(url, token, name, 'Continue')}`,
  }
}
