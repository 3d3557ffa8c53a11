/** Says so, in a sentence, when there are more things than there may be. */
export function tooMany(what: string, count: number, most: number): string[] {
  return count > most ? [`There are ${count} ${what}, where ${most} were called for`] : []
}
