/**
 * The public URL of an installation as this process' environment knows it: `BP_WEBHOOK_URL`, else Botpress Cloud's
 * webhook host, and the installation's webhook ID.
 */
export function environmentUrl(ctx: { webhookId: string }): string {
  const base = (process.env.BP_WEBHOOK_URL ?? 'https://webhook.botpress.cloud').replace(/\/+$/, '')
  return `${base}/${ctx.webhookId}`
}
