/** The help desks, apart from the protocol: the page needs them and not what reads commands. */
export const deskIds = ['hubspot'] as const
export type DeskId = (typeof deskIds)[number]

/** What each is called. */
export type DeskName = 'HubSpot'

/** How a conversation stands at the desk. */
export type ThreadStatus = 'OPEN' | 'CLOSED'

/** Whether nothing more is to come of it. */
export const isOver = (status: ThreadStatus): boolean => status === 'CLOSED'
