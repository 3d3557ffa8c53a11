import type { SimResponse } from '../http/server'
import { bearer } from './routes'

export const accountInfoRoutes = [
  bearer(
    'GET',
    '/account-info/2026-09/details',
    ['oauth'],
    ({ world }, { portal }): SimResponse => ({
      status: 200,
      body: {
        portalId: portal.portalId,
        accountType: 'STANDARD',
        timeZone: portal.crm.timeZone,
        ...offset(portal.crm.timeZone, world.now()),
        companyCurrency: portal.crm.companyCurrency,
        additionalCurrencies: portal.crm.additionalCurrencies,
        uiDomain: 'app.hubspot.com',
        dataHostingLocation: 'na1',
      },
    }),
  ),
]

/** How far the zone is from UTC at that moment: as text, and in ms. */
function offset(timeZone: string, now: number) {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign = '+', hours = '00', minutes = '00'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? []
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000
  return { utcOffset: `${sign}${hours}:${minutes}`, utcOffsetMilliseconds: sign === '-' ? -ms : ms }
}
