import { oneLine, safeUrl, visible } from './plain'

/** Where a link leads: an address that can be clicked, or one that can only be read. */
export type LinkTarget = { href: string } | { address: string }

const LINK_SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'] as const

/** Schemes that run something, hold the content themselves, or lead into the agent's own machine or page. */
const NEVER = new Set([
  ...['javascript', 'vbscript', 'livescript', 'mocha', 'data', 'blob', 'filesystem', 'file', 'cid', 'mid', 'about'],
  ...['view-source', 'jar', 'chrome', 'edge', 'resource', 'res'],
])

/** Longest address that is shown. Our own choice: browsers' own limit for what one can still click. */
const ADDRESS_MAX = 2_000

/**
 * Where a link leads. An address without a scheme (`shop.example/returns`) is shown and not completed: in the page it was
 * copied from it may have meant a path as well as a host, and a wrong link is worse than a readable address. Undefined
 * for an address that says nothing to the reader.
 */
export function linkTarget(address: string): LinkTarget | undefined {
  const href = safeUrl(address, LINK_SCHEMES)
  if (href !== undefined) return { href: href.replace(/[()<>\\`\s]/g, percentEncode) }
  const shown = oneLine(visible(address)).slice(0, ADDRESS_MAX)
  // Browsers overlook white space and control characters in a scheme.
  const scheme = /^([a-z][a-z0-9+.-]{0,30}):/i.exec(shown.slice(0, 200).replace(/\s/g, ''))?.[1]?.toLowerCase()
  if (scheme !== undefined && NEVER.has(scheme)) return undefined
  return /^(?:#|\?|[/.:]*$|[a-z]{1,10}:[/\s]*$)/i.test(shown) ? undefined : { address: shown }
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
