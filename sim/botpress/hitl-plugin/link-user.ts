import * as z from 'zod'
import { callAction } from '../actions'
import { setPluginTags } from '../world'
import { type Person, type PluginState, recordFailure } from './state'

const createUserOutput = z.object({ userId: z.string() })

/**
 * The downstream user of an end user. The integration's `createUser` is only asked when this end user was never linked
 * through this installation, or that user is gone. Whoever asks for the same person at the same time asks it once more.
 * Throws what `createUser` threw.
 */
export async function linkUser(state: PluginState, user: Person, userEmail?: string): Promise<string> {
  const { world, site } = state
  const known = user.tags.downstream
  const linkedTo = state.settings.linksBy === 'alias' ? user.tags.integrationAlias : user.tags.integrationName
  const current = state.settings.linksBy === 'alias' ? site.alias : site.definition.name
  if (known !== undefined && linkedTo === current && world.users.get(site.webhookId, known)) return known
  const userId = await createUser(state, user, userEmail)
  const link = {
    integrationName: site.definition.name,
    ...(state.settings.linksBy === 'alias' ? { integrationAlias: site.alias } : {}),
  }
  Object.assign(user.tags, link, { downstream: userId })
  setPluginTags(world, site, world.users, userId, {
    'hitl#upstream': user.id,
    ...Object.fromEntries(Object.entries(link).map(([name, value]) => [`hitl#${name}`, value])),
  })
  return userId
}

async function createUser(state: PluginState, user: Person, userEmail: string | undefined): Promise<string> {
  const { world, site } = state
  const pictureUrl = user.tags.pictureUrl ?? user.pictureUrl
  try {
    const output = await callAction(world, site, 'createUser', {
      name: user.tags.name ?? user.name ?? 'Unknown User',
      ...(pictureUrl === undefined ? {} : { pictureUrl }),
      email: userEmail ?? user.tags.email ?? madeUpAddress(user, site.botId),
    })
    const { userId } = createUserOutput.parse(output)
    if (!world.users.get(site.webhookId, userId)) throw new Error(`createUser returned ${userId}, which does not exist`)
    return userId
  } catch (error) {
    recordFailure(state, 'createUser', error, { endUserId: user.id })
    throw error
  }
}

/** The plugin never leaves the address out: it makes one up. */
function madeUpAddress(user: Person, botId: string): string {
  return `${user.id}@no-reply.${botId.replaceAll('_', '-')}.botpress.com`
}
