import type { Front } from '../../sim/http/front'
import { openHouse } from './house'
import { openHubSpot } from './hubspot/desk'
import { servePage } from './page'

export type Playground = { url: string; close(): Promise<void> }

export type PlaygroundOptions = {
  /** Everything answers on this one, which is closed with the playground. */
  front: Front
  /** Folder of the built page; without one only the API answers. */
  page?: string
}

/** Opens the playground of HubSpot around the built integration. */
export async function startPlayground({ front, page }: PlaygroundOptions): Promise<Playground> {
  const apiUrl = `${front.url}/api/hubspot`
  const house = await openHouse({ id: 'hubspot', openDesk: openHubSpot, front, apiUrl })
  front.mount('/api/hubspot', house.api)
  if (page !== undefined) front.mount('', servePage(page, front.url))
  return {
    url: front.url,
    close: async () => {
      await house.close()
      await front.close()
    },
  }
}
