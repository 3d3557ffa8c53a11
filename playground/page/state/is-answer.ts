import type { WireRow } from '../../protocol'

/**
 * Whether a call looked something up and read that it is not there, or not for us: an answer like any other. The set-up
 * also asks for what cannot be done, to learn whether it may.
 */
export function isAnswer({ fault, method, status, isSetUp }: Row): boolean {
  if (fault !== undefined) return false
  return (method === 'GET' && (status === 403 || status === 404)) || (isSetUp === true && status === 400)
}

type Row = Pick<WireRow, 'fault' | 'method' | 'status' | 'isSetUp'>
