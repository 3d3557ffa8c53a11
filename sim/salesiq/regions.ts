import type { Region } from './model'

/** Zoho's domains by data centre: `accounts.` stands before them, and of most also `www.zohoapis.` before the ending. */
const domains: Record<Region, { accounts: string; api: string }> = {
  us: { accounts: 'zoho.com', api: 'zohoapis.com' },
  eu: { accounts: 'zoho.eu', api: 'zohoapis.eu' },
  in: { accounts: 'zoho.in', api: 'zohoapis.in' },
  au: { accounts: 'zoho.com.au', api: 'zohoapis.com.au' },
  cn: { accounts: 'zoho.com.cn', api: 'zohoapis.com.cn' },
  jp: { accounts: 'zoho.jp', api: 'zohoapis.jp' },
  ca: { accounts: 'zohocloud.ca', api: 'zohoapis.ca' },
  sa: { accounts: 'zoho.sa', api: 'zohoapis.sa' },
  uk: { accounts: 'zoho.uk', api: 'zohoapis.uk' },
}

export const accountsServerOf = (region: Region): string => `https://accounts.${domains[region].accounts}`

/** `api_domain` of token answers, which is of no use for SalesIQ. */
export const apiDomainOf = (region: Region): string => `https://www.${domains[region].api}`
