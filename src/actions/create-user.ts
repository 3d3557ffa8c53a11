import type { IntegrationProps } from '../bp'
import { ensureEndUser } from '../end-user'
import { explain } from '../explain'
import { identityFrom } from '../identity'
import { installationKey } from '../memory'

/**
 * Makes, or finds again, the Botpress user that stands for an end user in sessions. A "User Email" that cannot be read makes
 * them a stranger, of which `startHitl` tells the bot's owner.
 *
 * @throws {RuntimeError} when Botpress does not make the user.
 */
export const createUser: IntegrationProps['actions']['createUser'] = async ({ ctx, client, input }) => {
  try {
    const identity = identityFrom(input.email)
    const place = { key: installationKey(ctx), client }
    const user = await ensureEndUser(place, { name: input.name, pictureUrl: input.pictureUrl, identity })
    return { userId: user.id }
  } catch (error) {
    throw explain('The escalation was not started', error)
  }
}
