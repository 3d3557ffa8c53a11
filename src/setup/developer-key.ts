import { RuntimeError } from '@botpress/sdk'
import type { DeveloperKey } from '../hubspot/custom-channels'
import { appIdOf, type Installation } from '../installation/installation'

/**
 * What speaks for the app where its channels are looked after.
 *
 * @throws {RuntimeError} while nobody has said which app it is.
 */
export async function developerKeyOf(installation: Installation): Promise<DeveloperKey> {
  const appId = await appIdOf(installation)
  if (appId === undefined) throw appIdUnknown()
  return { developerApiKey: installation.settings.app.developerApiKey, appId }
}

/** HubSpot does not promise to name the app. */
export const appIdUnknown = (): RuntimeError =>
  new RuntimeError(
    'HubSpot does not say which app the connection is for. Fill in "HubSpot app ID", which is the number on the app\'s page in HubSpot, and save.',
  )
