import { SalesIqError } from './errors'
import type { Brand, Department, Operator, Portal } from './model'
import { type ApiRequest, ok, operator } from './routes'
import type { World } from './world'

const departments = { scope: 'departments.read', family: 'departments' } as const

/** Brands, departments and operators: what a chat can be opened for, and who answers. */
export const brandRoutes = [
  operator('GET', '/apps', { scope: 'apps.read' }, (request, { portal }) =>
    ok(
      request,
      'list',
      [...portal.brands.values()].map((brand) => brandBody(request.world, brand)),
    ),
  ),
  operator('GET', '/apps/{id}', { scope: 'apps.read' }, (request, { portal }) =>
    ok(request, 'app', brandBody(request.world, brandOf(request, portal))),
  ),
  operator('GET', '/departments', departments, (request, { portal }) =>
    ok(request, 'list', departmentsOf(portal).map(departmentBody)),
  ),
  operator('GET', '/departments/{id}', departments, (request, { portal }) => {
    const department = departmentsOf(portal).find(({ id }) => id === request.param('id'))
    if (department === undefined) throw new SalesIqError(1019)
    return ok(request, 'department', departmentBody(department))
  }),
  operator('GET', '/operators', { scope: 'operators.read' }, (request, { portal }) =>
    ok(request, 'list', [...portal.operators.values()].map(operatorBody)),
  ),
]

function brandOf({ param }: ApiRequest, { brands }: Portal): Brand {
  const brand = brands.get(param('id'))
  if (brand === undefined) throw new SalesIqError(1019)
  return brand
}

/** With two things in it that nobody may see: the secret that visitors' tokens are signed with, and the widget's code. */
function brandBody({ settings }: World, brand: Brand): Record<string, unknown> {
  const { id, name, enabled, bot } = brand
  return {
    id,
    name,
    unique_name: name.toLowerCase().replaceAll(/\W+/g, '-'),
    enabled,
    departments: brand.departments.map((department) =>
      settings.brandDepartments === 'map' ? { [department.id]: department.name } : { ...department },
    ),
    chat_assignment: brand.autoAssign === undefined ? 'manual' : 'auto_assign',
    waiting_time: String(brand.waitingTimeS),
    share_file: brand.shareFile,
    allow_chat_reopen: brand.allowChatReopen,
    allow_multiple_live_chat: false,
    idle_chat_end: '240',
    chat_inactivity_rules: [],
    business_hours: { enabled: false },
    message_actions: { edit: true, delete: true },
    credit_card_masking: false,
    language: 'en',
    ...(bot === undefined ? {} : { bot: { ...bot, enabled: true } }),
    jwt_authentication: { enabled: false, secret_key: `jwt-secret-of-${id}` },
    widgetcode: `widget-code-of-${id}`,
  }
}

/** Each once, though brands may share them. */
const departmentsOf = ({ brands }: Portal): (Department & { appIds: string[] })[] => {
  const found = new Map<string, Department & { appIds: string[] }>()
  for (const brand of brands.values()) {
    for (const department of brand.departments) {
      const known = found.get(department.id) ?? { ...department, appIds: [] }
      found.set(department.id, { ...known, appIds: [...known.appIds, brand.id] })
    }
  }
  return [...found.values()]
}

const departmentBody = ({ id, name, appIds }: Department & { appIds: string[] }): Record<string, unknown> => ({
  id,
  name,
  enabled: true,
  app_ids: appIds,
})

const operatorBody = ({ id, name, email }: Operator): Record<string, unknown> => ({
  id,
  name,
  email_id: email,
  enabled: true,
  status: 'available',
})
