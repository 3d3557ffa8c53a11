import { createHash } from 'node:crypto'

/** Letters and digits that are not taken for each other. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * What somebody without a name is called, so that agents can tell visitors apart: `Visitor 7F3K`. The same for the same
 * Botpress user, and says nothing of them.
 */
export function visitorName(userId: string): string {
  const bytes = [...createHash('sha256').update(userId).digest().subarray(0, 4)]
  return `Visitor ${bytes.map((byte) => signs.charAt(byte % signs.length)).join('')}`
}
