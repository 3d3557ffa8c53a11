import { doctorPage, nothingToCheck } from '../../../../core/doctor/page'
import type { Answer } from '../../../../core/pages/answer'
import { Interrupt } from '../../../../core/pages/interrupt'
import type { Ticket } from '../../../../core/pages/tickets'
import { addressOf, startAddress } from '../../../../core/pages/visit'
import { examine } from '../doctor/examine'
import { NotConnectedError } from '../installation/not-connected'
import { connectedOnPage } from '../installation/tokens'
import { product, show } from './product'
import type { Visit } from './visit'

/** What is right and wrong with the connection, as it is now. Looking changes nothing. */
export async function showDoctor(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { installation, deadline } = visit
  const { settings } = installation
  const startUrl = startAddress(visit, ticket)
  const nothing = nothingToCheck(product.desk, startUrl)
  const isConnected = settings.refreshToken !== undefined || (await connectedOnPage(installation)) !== undefined
  if (!isConnected) return show(nothing)
  const examined = await examine(installation, ticket.url, deadline).catch((error: unknown) => {
    throw error instanceof NotConnectedError ? new Interrupt(nothing) : error
  })
  const secrets = [settings.client.clientSecret, settings.refreshToken ?? '']
  return show(
    doctorPage({
      ...examined,
      ...{ desk: product.desk, at: Date.now(), secrets, startUrl },
      sameUrl: addressOf(visit, 'doctor', ticket),
    }),
  )
}
