import { createHash } from 'node:crypto'

/**
 * The line by which a note or call is found again that may have been made: HubSpot recognises no repetition. It says nothing
 * of anybody.
 */
export const referenceOf = (key: string): string =>
  `Botpress reference ${createHash('sha256').update(key).digest('hex').slice(0, 20)}`
