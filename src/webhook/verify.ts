import { installationKey } from '../../core/platform/installation-key'
import type { HandlerProps } from '../bp'
import { type Memory, memoryOf, note } from '../installation/memory'
import { clientSecretIn } from '../installation/settings'
import { channelState } from '../installation/states'
import { timing } from '../timing'
import { hasValidSignature, isFreshlySigned } from './signature'

/** A request as Botpress hands it over: `path` is what follows the webhook ID. */
export type WebhookRequest = {
  method: string
  path: string
  /** Without the leading question mark. */
  query: string
  headers: Record<string, string | undefined>
  body?: string | undefined
}

/**
 * Whether a webhook comes from HubSpot. HubSpot signs the URL it called, so it has to be known: the environment's, with
 * and without a trailing slash, and only then the one that the last registration stored.
 *
 * @throws what Botpress answers when the stored URL is needed and cannot be read: then it is not known.
 */
export async function isFromHubSpot(props: HandlerProps, req: WebhookRequest): Promise<boolean> {
  if (!isFreshlySigned(req.headers, Date.now())) return false
  const clientSecret = clientSecretIn(props.ctx.configuration)
  // Nothing can be genuine that cannot be checked.
  if (clientSecret === undefined) return false
  const known = environmentUrl(props.ctx)
  const isSignedFor = (base: string | undefined) =>
    base !== undefined &&
    urlsFrom(base, req).some((url) =>
      hasValidSignature({ method: req.method, url, body: req.body ?? '', headers: req.headers }, clientSecret),
    )
  const memory = memoryOf(installationKey(props.ctx))
  if (isSignedFor(known) || isSignedFor(memory.storedUrl?.url ?? memory.channel?.webhookUrl)) return true
  // Another process may have registered another URL since; how often that is looked up, a stranger must not decide.
  if (Date.now() - (memory.storedUrl?.readAt ?? 0) < timing.urlRereadPause) return false
  const urlReading =
    memory.urlReading ?? readStoredUrl(props, memory).finally(() => note(memory, { urlReading: undefined }))
  note(memory, { urlReading })
  await urlReading
  return isSignedFor(memory.storedUrl?.url)
}

/** Only an answer is remembered, and apart from the channel, which is forgotten whenever HubSpot refuses something. */
async function readStoredUrl({ ctx, client }: HandlerProps, memory: Memory): Promise<void> {
  const channel = await channelState.read({ ctx, client: client._inner })
  note(memory, { storedUrl: { url: channel?.webhookUrl, readAt: Date.now() } })
}

function urlsFrom(base: string, { path, query }: WebhookRequest): string[] {
  const root = base.replace(/\/+$/, '')
  const rest = path === '/' ? '' : path
  const search = query === '' ? '' : `?${query}`
  return rest === '' ? [root + search, `${root}/${search}`] : [root + rest + search]
}

/**
 * The public URL of an installation as this process' environment knows it: `BP_WEBHOOK_URL`, else Botpress Cloud's
 * webhook host, and the installation's webhook ID.
 */
export function environmentUrl(ctx: { webhookId: string }): string {
  const base = (process.env.BP_WEBHOOK_URL ?? 'https://webhook.botpress.cloud').replace(/\/+$/, '')
  return `${base}/${ctx.webhookId}`
}
