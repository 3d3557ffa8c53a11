import type { CrmRecord } from '../../hubspot/records'

/** What somebody gives to prove who they are, as an action takes it. */
export type Given = {
  answers?: Record<string, string> | undefined
  challenge?: string | undefined
  code?: string | undefined
}

/** The same, ready to be compared. */
export type Proof = {
  /** Properties of the contact that are needed for it; one at least. */
  properties: readonly string[]
  /** To be asked once the try was counted. A right one forgets what was tried. */
  isRight(contact: CrmRecord, conversationId: string): Promise<boolean>
}
