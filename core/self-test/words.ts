/** What agents read of a self-test. */
export const words = {
  /** Who asks, as agents see it. */
  visitor: (by: string) => `Test by ${by}`,
  /** Who that is where nobody says. */
  owner: "the bot's owner",
  title: 'This is a test of the hand-over, and no customer is waiting.',
  description: 'Please take this conversation, answer it once, and close it.',
} as const
