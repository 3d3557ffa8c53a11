import { type Html, html } from './html'
import { styleElement, styleHash } from './style'

/** What a handler gives back to Botpress for a browser. */
export type Answer = { status: number; headers: Record<string, string>; body?: string }

/** No script, nothing from elsewhere, no frame around it; forms only come back here. */
const policy = [
  "default-src 'none'",
  `style-src '${styleHash}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  // Else Botpress puts a page of its own before HTML and redirects from its webhook host.
  'x-bp-disable-interstitial': 'true',
}

/** Which step of the way to a connected bot a page is. */
export type PageStep = {
  /** From 1. */
  at: number
  /** Of all steps, in order. */
  names: readonly string[]
}

export type Page = {
  title: string
  /** Left out of pages that are none of the steps. */
  step?: PageStep
  content: Html
  /** HTTP status; default 200. */
  status?: number
  /** The page loads this address by itself after some seconds. */
  refresh?: { seconds: number; url: string }
  /** Has room for tables. */
  isWide?: boolean
}

/**
 * A whole page as an answer.
 *
 * @param product its name, which stands on every page.
 */
export function show(product: string, { title, content, step, status = 200, refresh, isWide = false }: Page): Answer {
  const place = step && `Step ${step.at} of ${step.names.length}`
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh && html`<meta http-equiv="refresh" content="${refresh.seconds}; url=${refresh.url}">`}
<title>${title}${place && ` (${place.toLowerCase()})`} – ${product}</title>
${styleElement}
</head>
<body>
<main${isWide && html` class="wide"`}>
<p class="brand">${product} for Botpress</p>
${step && html`<p class="step"><strong>${place}:</strong> ${step.names[step.at - 1]}</p>`}
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`
  return {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body: body.toString(),
  }
}

/** Sends the browser on, with GET. */
export function goTo(location: string): Answer {
  return { status: 303, headers: { ...headers, 'content-security-policy': policy, location } }
}
