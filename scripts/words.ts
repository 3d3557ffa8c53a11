/** Words that several commands take; see `Command` in arguments.ts. */

export const port = {
  name: 'number',
  says: '0: any that is free.',
  objection: (word: string) =>
    /^\d{1,5}$/.test(word) && Number(word) <= 65_535
      ? undefined
      : `"${word}" is not a port, which is a whole number from 0 to 65535.`,
}

/** The objection to what is no positive number; `what` it counts. */
export const positive = (what: string) => (word: string) =>
  /^\d{1,6}(\.\d{1,3})?$/.test(word) && Number(word) > 0 ? undefined : `"${word}" is no number of ${what}: 10, or 0.5.`

export const envFile = {
  name: 'file',
  says: 'Default: .env.',
  objection: (word: string) => (word.trim() === '' ? 'A file needs a name.' : undefined),
}
