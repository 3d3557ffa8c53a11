import { type DeskId, deskIds } from '../desks'
import { deskWords } from './words/desks'

/** The help desk whose world this page shows: it is in its address, so that a reload keeps it. */
export const desk: DeskId = deskIds.find((id) => id === new URLSearchParams(location.search).get('desk')) ?? 'hubspot'

/** What things are called there. */
export const words = deskWords[desk]

/** A path of the server's, in that world. */
export const api = (path: string): string => `/api/${desk}${path}`

document.title = words.document
