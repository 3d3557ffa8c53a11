import { withLatinDigits } from '../../../core/people/phone-number'
import type { Crm } from '../crm'
import { open, seal } from '../gate/tickets'
import { textOf, wrongInput } from '../input/input'
import type { Given, Proof } from './proof'
import { signerOf } from './signer'
import { useCode } from './tries'

/** Codes that are sent to a contact. What is kept of one tells it to nobody. */

/** What a code is good for. */
export type CodeFor = { contactId: string; conversationId: string; challenge: string }

/** What is kept of a code. */
export function sealedCode(crm: Crm, about: CodeFor, code: string): string {
  return seal(signerOf(crm), 'code', [], aboutOf(crm, about, code))
}

const aboutOf = ({ portalId }: Crm, { contactId, conversationId, challenge }: CodeFor, code: string) => [
  ...[portalId, contactId, conversationId, challenge],
  code,
]

/** Of what was said for a code, so much is looked at; in UTF-16 units. */
const longest = 100

/**
 * A code that the user repeated, right for its contact, conversation and challenge, and for one time.
 *
 * @throws {RuntimeError} when code or challenge are missing, or answers are given instead.
 */
export function rightCode(crm: Crm, { answers = {}, challenge, code }: Given): Proof {
  if (Object.keys(answers).length > 0) {
    throw wrongInput(
      'answers',
      'is not what this bot checks',
      'Leave it out, and have a code sent with createVerificationCode.',
    )
  }
  const [asked, said] = [textOf(challenge), textOf(code)]
  if (asked === undefined) {
    throw wrongInput('challenge', 'is missing', 'Take it from the answer of createVerificationCode.')
  }
  if (said === undefined) throw wrongInput('code', 'is missing', 'Ask the user for the code that was sent to them.')
  const figures = withLatinDigits(said.slice(0, longest).normalize('NFKC')).replace(/[\s.-]/g, '')
  return {
    properties: ['hs_object_id'],
    isRight: ({ id: contactId }, conversationId) =>
      useCode(crm, contactId, asked, (sealed) => {
        const about = aboutOf(crm, { contactId, conversationId, challenge: asked }, figures)
        return open(signerOf(crm), 'code', sealed, about) !== undefined
      }),
  }
}
