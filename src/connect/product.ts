import { type Answer, type Page, show as showFor } from '../../core/pages/answer'
import type { Product } from '../../core/pages/product'

export const product: Product = {
  name: 'HubSpot Inbox HITL',
  desk: 'HubSpot',
  app: 'HubSpot app',
  statusHost: 'status.hubspot.com',
}

export const show = (page: Page): Answer => showFor(product.name, page)
