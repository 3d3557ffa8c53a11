import type { Front } from '../../sim/http/front'
import type { DeskId } from '../desks'
import type { OpenDesk } from './desk'
import { type House, openHouse } from './house'
import { openHubSpot } from './hubspot/desk'
import { whenAskedFor } from './lazily'
import { servePage } from './page'
import { openSalesIq } from './salesiq/desk'

export type Playground = { url: string; close(): Promise<void> }

export type PlaygroundOptions = {
  /** Everything answers on this one, which is closed with the playground. */
  front: Front
  /** Folder of the built page; without one only the API answers. */
  page?: string
}

/**
 * Opens the playground around the built integrations: HubSpot's world from the start, SalesIQ's beside it as soon as
 * somebody looks at it.
 */
export async function startPlayground({ front, page }: PlaygroundOptions): Promise<Playground> {
  const open = (id: DeskId, openDesk: OpenDesk, itsFront: Front): Promise<House> =>
    openHouse({ id, openDesk, front: itsFront, apiUrl: `${front.url}/api/${id}` })
  const house = await open('hubspot', openHubSpot, front)
  const other = whenAskedFor(() => open('salesiq', openSalesIq, under('/of-salesiq', front)))
  front.mount('/api/hubspot', house.api)
  front.mount('/api/salesiq', other.api)
  if (page !== undefined) front.mount('', servePage(page, front.url))
  return {
    url: front.url,
    close: async () => {
      await Promise.all([house.close(), other.close()])
      await front.close()
    },
  }
}

/** The same front for stand-ins that another world has too. */
const under = (prefix: string, front: Front): Front => ({
  ...front,
  url: `${front.url}${prefix}`,
  mount: (more, listener) => front.mount(`${prefix}${more}`, listener),
})
