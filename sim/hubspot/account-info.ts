import type { SimResponse } from '../http/server'
import { bearer } from './routes'

export const accountInfoRoutes = [
  bearer(
    'GET',
    '/account-info/2026-09/details',
    ['oauth'],
    (_request, { portal }): SimResponse => ({
      status: 200,
      body: {
        portalId: portal.portalId,
        accountType: 'STANDARD',
        timeZone: 'US/Eastern',
        utcOffset: '-05:00',
        utcOffsetMilliseconds: -18_000_000,
        companyCurrency: 'USD',
        additionalCurrencies: [],
        uiDomain: 'app.hubspot.com',
        dataHostingLocation: 'na1',
      },
    }),
  ),
]
