import type { SalesIqPlace } from '../../desk/salesiq/place'

/**
 * Others chat with the brand, and with the portal's other one, at various lengths; SalesIQ tells the bot of each that is of
 * its brand. Returns their chats.
 */
export function strangersAct({ salesiq, screenName }: SalesIqPlace, brands: readonly { id: string }[]): string[] {
  const stages = ['waiting', 'connected', 'ended'] as const
  return brands.flatMap(({ id: appId }) =>
    stages.map((upTo) => {
      const text = 'Does anybody read this?'
      return salesiq.ui.writeOnWebsite({ screenName, appId, text, email: 'somebody@else.example', upTo })
    }),
  )
}
