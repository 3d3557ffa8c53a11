import { type Html, html } from '../../../core/pages/html'

/** Parts that several pages share. */

/** A HubSpot account as people know it. */
export type Account = { portalId: string; name: string }

export const accountName = ({ portalId, name }: Account): Html =>
  name === '' ? html`account ${portalId}` : html`${name} (account ${portalId})`

export const kindOf = (type: string): string => (type === 'HELP_DESK' ? 'Help desk' : 'Inbox')
