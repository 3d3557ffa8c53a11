import type { Installation } from '../installation/installation'
import { timing } from '../timing'
import { seal } from './tickets'
import { newId } from './visit'

/** The link that opens the connect page, good for one hour. */
export function connectLink({ settings, ctx }: Installation, webhookUrl: string): string {
  const endsAt = Date.now() + timing.connectLinkLife
  const ticket = { url: webhookUrl, id: newId(), endsAt, linkEndsAt: endsAt }
  const signer = { clientSecret: settings.app.clientSecret, webhookId: ctx.webhookId }
  return `${webhookUrl}/connect?t=${seal(signer, 'link', ticket)}`
}
