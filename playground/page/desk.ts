import { type DeskId, deskIds } from '../desks'

/** The help desk whose world this page shows: it is in its address, so that a reload keeps it. */
export const desk: DeskId = deskIds.find((id) => id === new URLSearchParams(location.search).get('desk')) ?? 'hubspot'

/** A path of the server's, in that world. */
export const api = (path: string): string => `/api/${desk}${path}`
