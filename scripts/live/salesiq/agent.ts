/** Who answers in SalesIQ: a person who is asked to, or the stand-in for one. Chats by their digits. */
export type Agent = {
  pickUp(chatId: string): void
  /** Writes this text into the chat. */
  reply(chatId: string, text: string): void
  /** Sends any file. */
  sendFile(chatId: string): void
  /** Passes the chat on to somebody else, where there is one. */
  transfer(chatId: string): void
  end(chatId: string): void
  /** Picks the chat up in no case. */
  leave(chatId: string): void
}

/** Asks the person at the keyboard, who sees SalesIQ in a browser. */
export function person(say: (line: string) => void): Agent {
  return {
    pickUp: () => say('  → In SalesIQ, pick up the chat of "Live Test".'),
    reply: (_chat, text) => say(`  → Answer there, exactly: ${text}`),
    sendFile: () => say('  → Answer once more, with any small file attached.'),
    transfer: () => say('  → Transfer the chat to another agent, who accepts it. Without one, wait.'),
    end: () => say('  → End the chat in SalesIQ.'),
    leave: () => say('  → The next chat of "Live Test" is to be missed: leave it alone, everybody.'),
  }
}
