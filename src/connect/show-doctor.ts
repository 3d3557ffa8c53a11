import { doctorPage, nothingToCheck } from '../../core/doctor/page'
import type { Answer } from '../../core/pages/answer'
import type { Ticket } from '../../core/pages/tickets'
import { addressOf, startAddress } from '../../core/pages/visit'
import { examine } from '../doctor/examine'
import { storedCredentials } from '../installation/stored-credentials'
import { product, show } from './product'
import type { Visit } from './visit'

/** What is right and wrong with the connection, as it is now. Looking changes nothing. */
export async function showDoctor(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { installation, deadline } = visit
  const { settings } = installation
  const startUrl = startAddress(visit, ticket)
  const isConnected = settings.refreshToken !== undefined || (await storedCredentials(installation)) !== undefined
  if (!isConnected) return show(nothingToCheck(product.desk, startUrl))
  const secrets = [settings.app.developerApiKey, settings.app.clientSecret, settings.refreshToken ?? '']
  return show(
    doctorPage({
      ...(await examine(installation, ticket.url, deadline)),
      ...{ desk: product.desk, at: Date.now(), secrets, startUrl },
      sameUrl: addressOf(visit, 'doctor', ticket),
    }),
  )
}
