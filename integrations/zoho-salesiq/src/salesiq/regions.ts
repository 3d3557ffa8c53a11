/**
 * Zoho's data centres. An account lives in one, and its client, tokens and chats are known nowhere else.
 *
 * Sources: Zoho's REST API guide of SalesIQ and the multi-DC guide of Zoho Accounts. Not confirmed: SalesIQ's host in `sa`
 * and `uk`.
 */
const hosts = {
  us: { accounts: 'accounts.zoho.com', salesiq: 'salesiq.zoho.com', console: 'api-console.zoho.com' },
  eu: { accounts: 'accounts.zoho.eu', salesiq: 'salesiq.zoho.eu', console: 'api-console.zoho.eu' },
  in: { accounts: 'accounts.zoho.in', salesiq: 'salesiq.zoho.in', console: 'api-console.zoho.in' },
  au: { accounts: 'accounts.zoho.com.au', salesiq: 'salesiq.zoho.com.au', console: 'api-console.zoho.com.au' },
  cn: { accounts: 'accounts.zoho.com.cn', salesiq: 'salesiq.zoho.com.cn', console: 'api-console.zoho.com.cn' },
  jp: { accounts: 'accounts.zoho.jp', salesiq: 'salesiq.zoho.jp', console: 'api-console.zoho.jp' },
  ca: { accounts: 'accounts.zohocloud.ca', salesiq: 'salesiq.zohocloud.ca', console: 'api-console.zohocloud.ca' },
  sa: { accounts: 'accounts.zoho.sa', salesiq: 'salesiq.zoho.sa', console: 'api-console.zoho.sa' },
  uk: { accounts: 'accounts.zoho.uk', salesiq: 'salesiq.zoho.uk', console: 'api-console.zoho.uk' },
} as const

export type Region = keyof typeof hosts

export const regions: readonly Region[] = Object.keys(hosts).filter(isRegion)

/** Whether a word names one of the data centres. */
export function isRegion(word: string): word is Region {
  return Object.hasOwn(hosts, word)
}

/** The regions for an error text: "us, eu, …". */
export const regionList = regions.join(', ')

/** Where tokens are given out, without a trailing slash. `ZOHO_ACCOUNTS_URL` points elsewhere, at a stand-in. */
export function accountsUrl(region: Region): string {
  return fromEnvironment('ZOHO_ACCOUNTS_URL') ?? `https://${hosts[region].accounts}`
}

/** Where SalesIQ's API is, without a trailing slash. `ZOHO_SALESIQ_URL` points elsewhere, at a stand-in. */
export function salesiqUrl(region: Region): string {
  return fromEnvironment('ZOHO_SALESIQ_URL') ?? `https://${hosts[region].salesiq}`
}

/** Where clients are made, for people. */
export function consoleUrl(region: Region): string {
  return `https://${hosts[region].console}/add?client_type=ORG`
}

/** Hosts of a data centre as people know them, a stand-in or not. */
export const hostsOf = (region: Region): { accounts: string; salesiq: string } => hosts[region]

const fromEnvironment = (name: string) => process.env[name]?.replace(/\/+$/, '') || undefined

/**
 * The data centre that Zoho's consent pages name when they send the browser back.
 *
 * @param location such as `eu`.
 * @param accountsServer such as `https://accounts.zoho.eu`; where both are said they have to agree.
 * @returns undefined for what is not in the table: a client secret must not go to whoever wrote an address.
 */
export function regionOfReturn(location: string | undefined, accountsServer: string | undefined): Region | undefined {
  const named = location?.toLowerCase() ?? regions.find((region) => isAccountsOf(region, accountsServer ?? ''))
  if (named === undefined || !isRegion(named)) return undefined
  return accountsServer === undefined || isAccountsOf(named, accountsServer) ? named : undefined
}

/** A stand-in, where there is one, is the accounts server of every region. */
function isAccountsOf(region: Region, url: string): boolean {
  if (!URL.canParse(url)) return false
  const { origin } = new URL(url)
  return origin === `https://${hosts[region].accounts}` || origin === new URL(accountsUrl(region)).origin
}

/** The data centre of any address of SalesIQ; undefined for another site's. */
export function regionOfHost(host: string): Region | undefined {
  return regions.find((region) => hosts[region].salesiq === host.toLowerCase())
}

/**
 * The name of a portal, from itself or from any address of SalesIQ that somebody pasted: `acme`,
 * `https://salesiq.zoho.com/acme/mychats`, `…/portal/acme/…`.
 *
 * @returns undefined where there is none in it.
 */
export function screenNameIn(text: string): string | undefined {
  const given = text.trim()
  if (/^[\w-]{1,100}$/.test(given)) return given
  const address = /^https?:\/\//i.test(given) ? given : `https://${given}`
  if (!URL.canParse(address)) return undefined
  const { hostname, pathname } = new URL(address)
  if (regionOfHost(hostname) === undefined) return undefined
  const segments = pathname.split('/').filter((segment) => !/^(?:|portal|api|v\d|visitor)$/.test(segment))
  const [first] = segments
  return first !== undefined && /^[\w-]{1,100}$/.test(first) ? first : undefined
}
