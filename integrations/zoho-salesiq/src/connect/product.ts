import { type Answer, type Page, show as showFor } from '../../../../core/pages/answer'
import type { Product } from '../../../../core/pages/product'

export const product: Product = {
  name: 'Zoho SalesIQ HITL',
  desk: 'Zoho SalesIQ',
  app: 'Zoho client',
  statusHost: 'status.zoho.com',
}

export const show = (page: Page): Answer => showFor(product.name, page)
