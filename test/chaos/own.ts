/** What only one desk has: faults, as data, and those properties of its stand-in that no document promises. */
export type Own = { fault: { kind: string }; properties: object }
