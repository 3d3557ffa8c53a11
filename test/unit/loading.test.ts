import { beforeEach, expect, test, vi } from 'vitest'

/** Schemas that were built, by the name of what builds them. */
const built: string[] = []

/** Notes each schema that is built. `lazy` builds one that does nothing until it is used. */
function noting(library: object): object {
  const noted = (name: string, value: unknown) =>
    typeof value === 'function' && /^[a-z]/.test(name) && name !== 'lazy'
      ? (...given: unknown[]) => {
          built.push(name)
          return Reflect.apply(value, undefined, given)
        }
      : value
  return Object.fromEntries(Object.entries(library).map(([name, value]) => [name, noted(name, value)]))
}

vi.mock('zod', async (original) => noting(await original<object>()))
vi.mock('@botpress/sdk', async (original) => {
  const sdk = await original<{ z: object }>()
  return { ...sdk, z: noting(sdk.z) }
})

beforeEach(() => {
  vi.resetModules()
  built.length = 0
})

test.each([
  ['HubSpot', () => import('../../src')],
  ['SalesIQ', () => import('../../integrations/zoho-salesiq/src')],
])(
  'loading the integration of %s builds no schema: hundreds of them would hold up every cold start',
  async (_, load) => {
    const { default: integration } = await load()
    expect(integration.handler).toBeTypeOf('function')
    expect(built).toEqual([])
  },
)
