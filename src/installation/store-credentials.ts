import { answerOfBotpress, persistently } from '../../core/platform/persistently'
import { within } from '../../core/platform/within'
import { timing } from '../timing'
import { inTurn } from './credentials-turn'
import { type Memory, note } from './memory'
import { type Credentials, credentialsState } from './states'
import { connectedAt, isOurs, type Place, remember, takesThePlaceOf } from './stored-credentials'

/**
 * Stores what HubSpot has just given out, as often as it takes within half of the time there is. If that fails, this
 * process goes on with it and stores it at the next use: HubSpot may have taken back the refresh token that others know.
 *
 * @param before what was renewed; undefined when it was the configured refresh token.
 * @returns what is to be used: the bot's owner may have connected another account meanwhile.
 */
export async function storeRenewed(
  place: Place,
  before: Credentials | undefined,
  renewed: Credentials,
  deadline: number,
): Promise<Credentials> {
  const until = Date.now() + Math.min(timing.renewalNoting, (deadline - Date.now()) / 2)
  let inPlaceOf = before
  let dated = renewed
  try {
    return await untilStored(until, async () => {
      const now = await credentialsState.read(place)
      inPlaceOf = now
      // A request that began under an earlier configuration has use for its own token only.
      if (now && before && takesThePlaceOf(now, before)) return isOurs(place, now) ? now : renewed
      dated = { ...renewed, ...sinceWhen(place, before, now) }
      await credentialsState.writeOnce(place, dated)
      note(place.memory, { unstored: undefined })
      return dated
    })
  } catch (error) {
    note(place.memory, { unstored: { credentials: dated, inPlaceOf } })
    place.logger.forBot().warn('The renewed HubSpot token could not be stored in Botpress yet: %s', nameOf(error))
    return dated
  }
}

/** A renewal leaves open when the account was connected; a refresh token that is used first has just been configured. */
function sinceWhen(
  place: Place,
  before: Credentials | undefined,
  now: Credentials | undefined,
): Pick<Credentials, 'connectedAt'> {
  const same = before ?? (now && isOurs(place, now) ? now : undefined)
  if (same) return same.connectedAt === undefined ? {} : { connectedAt: same.connectedAt }
  return { connectedAt: Math.max(Date.now(), connectedAt(now) + 1) }
}

/** To be called when credentials are used: stores what could not be stored, unless somebody else has renewed since. */
export async function storeIfOwed(place: Place): Promise<void> {
  const { memory } = place
  const owed = memory.unstored
  if (owed === undefined || memory.isStoring) return
  note(memory, { isStoring: true })
  const until = Date.now() + timing.storingAgain
  try {
    await within(
      until,
      'store',
      inTurn(place, until, () => storeOwed(place, owed)),
    )
  } catch {
    // The owner was told when it failed first; what is used next tries again.
  } finally {
    note(memory, { isStoring: false })
  }
}

async function storeOwed(place: Place, owed: NonNullable<Memory['unstored']>): Promise<void> {
  const now = await credentialsState.read(place)
  const isUntouched = now?.accessToken === owed.inPlaceOf?.accessToken
  if (isUntouched) await credentialsState.writeOnce(place, owed.credentials)
  if (place.memory.unstored === owed) note(place.memory, { unstored: undefined })
}

/**
 * Takes over what HubSpot granted on the connect page, for all processes. Only where no refresh token is configured,
 * which would win.
 *
 * @throws what Botpress answers when it cannot be stored.
 */
export async function adoptCredentials(
  place: Place,
  granted: Omit<Credentials, 'configuredTokenHash' | 'connectedAt'>,
): Promise<void> {
  const until = Date.now() + timing.renewalNoting
  await inTurn(place, until, async () => {
    const credentials = await untilStored(until, async () => {
      const since = Math.max(Date.now(), connectedAt(await credentialsState.read(place)) + 1)
      const adopted = { ...granted, configuredTokenHash: '', connectedAt: since }
      await credentialsState.writeOnce(place, adopted)
      return adopted
    })
    note(place.memory, { unstored: undefined })
    remember(place, credentials)
  })
}

/** Each attempt once: what is repeated by the client itself could land after the turn is over. */
function untilStored(until: number, attempt: () => Promise<Credentials>): Promise<Credentials> {
  const isFinal = (error: unknown) => answerOfBotpress(error) === 'no'
  return persistently({ until, pause: timing.replyPause, isFinal }, () => within(until, 'store the token', attempt()))
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown fault')
