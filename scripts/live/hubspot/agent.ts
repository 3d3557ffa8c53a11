/** Who answers in HubSpot: a person who is asked to, or the stand-in for one. */
export type Agent = {
  /** Writes this text into the thread. */
  reply(threadId: string, text: string): void
  /** Sends any file. */
  sendFile(threadId: string): void
  close(threadId: string): void
}

/** Asks the person at the keyboard, who sees HubSpot in a browser. */
export function person(say: (line: string) => void): Agent {
  return {
    reply: (_thread, text) => say(`  → In HubSpot, open the conversation of "Live Test" and answer: ${text}`),
    sendFile: () => say('  → Answer once more, with any small file attached.'),
    close: () => say('  → Close the conversation in HubSpot.'),
  }
}
