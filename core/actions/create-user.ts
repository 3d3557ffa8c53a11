import type { CreateUserInput, HandlerProps } from '../botpress'
import { explain } from '../explain'
import { ensureEndUser } from '../people/end-user'
import { identityFrom } from '../people/identity'
import { installationKey } from '../platform/installation-key'

/**
 * Makes, or finds again, the Botpress user that stands for an end user in sessions. A "User Email" that cannot be read makes
 * them a stranger, of which `startHitl` tells the bot's owner.
 *
 * @param country ISO code of the country that a phone number without a country code is of.
 * @throws {RuntimeError} when Botpress does not make the user.
 */
export async function createUser(
  { ctx, client }: HandlerProps,
  input: CreateUserInput,
  country?: string,
): Promise<{ userId: string }> {
  try {
    const identity = identityFrom(input.email, country)
    const place = { key: installationKey(ctx), client: client._inner }
    const user = await ensureEndUser(place, { name: input.name, pictureUrl: input.pictureUrl, identity })
    return { userId: user.id }
  } catch (error) {
    throw explain('The escalation was not started', error)
  }
}
