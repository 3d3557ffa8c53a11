import { RuntimeError } from '@botpress/sdk'
import { HubSpotError } from '../hubspot/errors'

/**
 * Waits for a call made with the developer key. What HubSpot refuses there is a mistake in one of two fields.
 *
 * @throws {RuntimeError} that names the field; other errors as they are.
 */
export async function asDeveloper<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof HubSpotError) || error.passing) return error
  if (error.status === 401) {
    return new RuntimeError(
      `HubSpot does not accept "Developer API key". Copy it again from the developer account that owns the app: Development > Keys. ${error.message}`,
    )
  }
  if (error.status === 403 || error.status === 404) {
    return new RuntimeError(
      `HubSpot does not know "HubSpot app ID" (or, where that is empty, the app of "Client ID") for this "Developer API key". Take both from the same developer account. ${error.message}`,
    )
  }
  return error
}
