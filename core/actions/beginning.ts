import * as z from 'zod'
import type { StartHitlInput } from '../botpress'
import type { Fields, Opening } from '../desk'
import type { Installation } from '../installation'
import { type AgentNote, joined, noteOf, sizeOf } from '../messages/agent-note'
import { printable } from '../messages/plain'
import { shorten } from '../messages/split-text'
import type { LookBack } from '../people/earlier-sessions'
import type { EndUser } from '../people/end-user'
import { historyNote, pastMessagesOf, type Told } from './history-text'

/** What agents are to read besides what opens the thread. */
export type Beginning = {
  /** In one note; undefined when there is nothing. `withHistory` where the history did not go with the opening. */
  note(withHistory: boolean): Promise<AgentNote | undefined>
  /** Whether an earlier attempt may have written it. */
  mayBeThere: boolean
}

/** Whose escalation it is, and what else was found out about it; `remark` is what agents are to know of the contact. */
type About = { input: StartHitlInput; user: EndUser; back: LookBack; remark: string | undefined }

const card = z.lazy(() => z.object({ note: z.string().optional().catch(undefined) }))

/** What agents read of an escalation: the desk's remark on the contact, the card's note, and the history. */
export function beginningOf(
  { desk }: Pick<Installation, 'desk'>,
  about: About,
  mayBeThere: boolean,
): { beginning: Beginning; told: Pick<Opening, 'history' | 'pastMessages'> } {
  const { input, user, back, remark } = about
  const isRich = desk.richNote !== undefined
  const withEarlier = async (): Promise<Told> => ({ input, user, earlier: await back.inHistory() })
  const first = [
    ...(remark === undefined ? [] : [noteOf([{ remark }], isRich)]),
    ...cardNote(input.hitlSession ?? {}, Math.floor(desk.noteMax / 2), isRich),
  ]
  const note = async (withHistory: boolean) => {
    const isToldHere = withHistory || desk.history === 'note'
    const room = desk.noteMax - first.reduce((sum, one) => sum + sizeOf(one) + between.length, 0)
    const history = isToldHere ? historyNote(await withEarlier(), room, isRich) : undefined
    return joined([...first, ...(history === undefined ? [] : [history])], between)
  }
  return {
    beginning: { note, mayBeThere },
    told: {
      history: async (maxLength) => historyNote(await withEarlier(), maxLength, false)?.text,
      pastMessages: async (limits) => pastMessagesOf(await withEarlier(), limits),
    },
  }
}

const between = '\n\n'

/** What the card has for the agent. It stands before the history, and whole but where it takes more than half a note. */
function cardNote(fields: Fields, maxLength: number, isRich: boolean): AgentNote[] {
  const text = printable(card.parse(fields).note ?? '').trim()
  if (text === '') return []
  const noteWith = (longest: number) =>
    noteOf([{ label: 'Note for the agent', lines: shorten(text, longest, '… (shortened)').split('\n') }], isRich)
  let longest = Math.min(text.length, maxLength)
  let note = noteWith(longest)
  for (; sizeOf(note) > maxLength; note = noteWith(longest))
    longest = Math.floor((longest * maxLength) / sizeOf(note)) - 1
  return [note]
}
