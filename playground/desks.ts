/** The help desks, apart from the protocol: the page needs them and not what reads commands. */
export const deskIds = ['hubspot', 'salesiq'] as const
export type DeskId = (typeof deskIds)[number]

/** What each is called. */
export type DeskName = 'HubSpot' | 'SalesIQ'

/** How a conversation stands at the desk: the first two are HubSpot's, the others SalesIQ's. */
export type ThreadStatus = 'OPEN' | 'CLOSED' | 'WAITING' | 'CONNECTED' | 'MISSED' | 'ENDED'

/** Whether nothing more is to come of it. */
export const isOver = (status: ThreadStatus): boolean => ['CLOSED', 'MISSED', 'ENDED'].includes(status)
