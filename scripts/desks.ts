/** The help desks that a command can be about, by the word that it is called with. */
export const desks = ['hubspot', 'salesiq'] as const

export type DeskName = (typeof desks)[number]

/** The operand of such a command. */
export const desk = {
  name: 'desk',
  says: `The help desk: ${desks.join(' or ')}. Default: ${desks[0]}.`,
  objection: (word: string) =>
    isDesk(word) ? undefined : `"${word}" is no help desk that there is: ${desks.join(' or ')}.`,
}

/** The help desk that was asked for, by an operand that there was no objection to. */
export const deskOf = (operand: string | undefined): DeskName =>
  operand !== undefined && isDesk(operand) ? operand : desks[0]

function isDesk(word: string): word is DeskName {
  return desks.some((name) => name === word)
}
