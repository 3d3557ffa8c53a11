import type { WireRow } from '../../protocol'

/** Whether a call looked something up and read that it is not there, or not for us: an answer like any other. */
export function isAnswer({ fault, method, status }: Pick<WireRow, 'fault' | 'method' | 'status'>): boolean {
  return fault === undefined && method === 'GET' && (status === 403 || status === 404)
}
