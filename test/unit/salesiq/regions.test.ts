import { afterEach, describe, expect, test } from 'vitest'
import { regions as configurable, configuration } from '../../../integrations/zoho-salesiq/definitions/configuration'
import {
  accountsUrl,
  consoleUrl,
  isRegion,
  regionList,
  regionOfReturn,
  regions,
  salesiqUrl,
  screenNameIn,
} from '../../../integrations/zoho-salesiq/src/salesiq/regions'

afterEach(() => {
  delete process.env.ZOHO_ACCOUNTS_URL
  delete process.env.ZOHO_SALESIQ_URL
})

/** From Zoho's own lists of data centres. */
const hosts = {
  us: ['accounts.zoho.com', 'salesiq.zoho.com'],
  eu: ['accounts.zoho.eu', 'salesiq.zoho.eu'],
  in: ['accounts.zoho.in', 'salesiq.zoho.in'],
  au: ['accounts.zoho.com.au', 'salesiq.zoho.com.au'],
  cn: ['accounts.zoho.com.cn', 'salesiq.zoho.com.cn'],
  jp: ['accounts.zoho.jp', 'salesiq.zoho.jp'],
  ca: ['accounts.zohocloud.ca', 'salesiq.zohocloud.ca'],
  sa: ['accounts.zoho.sa', 'salesiq.zoho.sa'],
  uk: ['accounts.zoho.uk', 'salesiq.zoho.uk'],
}

describe('the table of data centres', () => {
  test.each(Object.entries(hosts))('knows the hosts of %s', (region, [accounts, salesiq]) => {
    if (!isRegion(region)) throw new Error(`${region} is not in the table`)
    expect(accountsUrl(region)).toBe(`https://${accounts}`)
    expect(salesiqUrl(region)).toBe(`https://${salesiq}`)
    expect(consoleUrl(region)).toContain('client_type=ORG')
  })

  test('is what can be configured, and the list in error texts', () => {
    expect([...regions]).toEqual([...configurable])
    expect(regionList).toBe(configurable.join(', '))
    expect(configuration.schema.shape.region.safeParse('us').success).toBe(true)
    expect(configuration.schema.shape.region.safeParse('mars').success).toBe(false)
  })

  test.each(['constructor', 'toString', '__proto__', '', 'US', 'com'])('does not take "%s" for one', (word) => {
    expect(isRegion(word)).toBe(false)
  })

  test('is pointed at a stand-in by the environment', () => {
    process.env.ZOHO_ACCOUNTS_URL = 'http://127.0.0.1:1/'
    process.env.ZOHO_SALESIQ_URL = 'http://127.0.0.1:2'
    expect(accountsUrl('eu')).toBe('http://127.0.0.1:1')
    expect(salesiqUrl('eu')).toBe('http://127.0.0.1:2')
  })
})

describe('the way back from the consent pages', () => {
  test.each([
    ['eu', undefined, 'eu'],
    ['EU', 'https://accounts.zoho.eu', 'eu'],
    [undefined, 'https://accounts.zoho.in', 'in'],
    ['ca', 'https://accounts.zohocloud.ca/', 'ca'],
  ])('of %s with %s leads to %s', (location, server, region) => {
    expect(regionOfReturn(location, server)).toBe(region)
  })

  test.each([
    ['mars', undefined],
    ['us', 'https://accounts.zoho.com.evil.example'],
    ['us', 'https://evil.example/accounts.zoho.com'],
    ['us', 'https://accounts.zoho.com@evil.example'],
    ['us', 'http://accounts.zoho.com'],
    ['us', 'https://accounts.zoho.com:8443'],
    ['eu', 'https://accounts.zoho.com'],
    ['us', 'no address'],
    [undefined, undefined],
  ])('of %s with %s leads nowhere', (location, server) => {
    expect(regionOfReturn(location, server)).toBeUndefined()
  })
})

describe('a screen name', () => {
  test.each([
    ['acme', 'acme'],
    ['  acme-shop_2 ', 'acme-shop_2'],
    ['https://salesiq.zoho.com/acme', 'acme'],
    ['https://salesiq.zoho.eu/acme/mychats/ongoing?x=1', 'acme'],
    ['salesiq.zohocloud.ca/acme/settings', 'acme'],
    ['https://salesiq.zoho.com/portal/acme/index', 'acme'],
    ['https://salesiq.zoho.com/api/v2/acme/apps/1', 'acme'],
  ])('is found in %s', (text, name) => {
    expect(screenNameIn(text)).toBe(name)
  })

  test.each(['', 'https://salesiq.zoho.com', 'https://example.com/acme', 'two words', 'ac/me', '../acme', 'acme?x'])(
    'is not found in "%s"',
    (text) => {
      expect(screenNameIn(text)).toBeUndefined()
    },
  )
})
