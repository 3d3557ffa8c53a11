/** Compares by ID, lowest first. IDs are numbers that JavaScript may not hold exactly: the shorter is the lower. */
export function byId(a: { id: string }, b: { id: string }): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1)
}
