import type { Crm } from '../crm'
import type { Signer } from '../gate/tickets'

/** Who signs for an installation. */
export const signerOf = ({ installation: { settings, ctx } }: Crm): Signer => ({
  clientSecret: settings.app.clientSecret,
  webhookId: ctx.webhookId,
})
