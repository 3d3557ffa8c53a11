import { crmAccountRoutes } from './account-routes'
import { associationRoutes } from './association-routes'
import { batchRoutes } from './batch-routes'
import { definitionRoutes } from './definition-routes'
import { listRoutes } from './list-routes'
import { recordRoutes } from './record-routes'
import { searchRoutes } from './search-routes'

/** Every endpoint of the CRM. */
export const crmRoutes = [
  ...searchRoutes,
  ...batchRoutes,
  ...recordRoutes,
  ...listRoutes,
  ...associationRoutes,
  ...definitionRoutes,
  ...crmAccountRoutes,
]
