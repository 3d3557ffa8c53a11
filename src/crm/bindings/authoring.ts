import { RuntimeError } from '@botpress/sdk'
import type { Crm } from '../crm'

/** @throws {RuntimeError} where the configuration lets no action save or delete bindings. */
export function assertAuthoring({ installation }: Crm): void {
  if (installation.settings.crmAuthoring) return
  throw new RuntimeError(
    'Bindings cannot be saved or deleted by this bot. Do not try again; tell the user that this is not possible here. What the owner of the bot can do: switch on "CRM authoring" in the integration\'s configuration.',
  )
}
