import type { PageStep } from '../../../../../core/pages/answer'
import { type Html, html } from '../../../../../core/pages/html'

/** A brand in its portal, as people know them. */
export type Place = { screenName: string; brandName: string }

const steps = ['Your Zoho client', 'Connect', 'Brand', 'Try it'] as const

/** One of the steps from a fresh installation to a bot that was tried; from 1. */
export const stepAt = (at: 1 | 2 | 3 | 4): PageStep => ({ at, names: steps })

/** What it takes. Which plans of SalesIQ have webhooks, Zoho says at Settings > Subscription. */
export const needs: Html = html`<ul>
<li>Your SalesIQ plan has to include webhooks and the API, as Settings &gt; Subscription in SalesIQ shows. Without webhooks operators get the messages, and nothing comes back.</li>
<li>You need to be an administrator of the SalesIQ portal.</li>
<li>The brand has to be switched on, and to have a department with operators in it.</li>
</ul>`
