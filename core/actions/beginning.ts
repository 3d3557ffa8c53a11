import * as z from 'zod/mini'
import type { StartHitlInput } from '../botpress'
import type { Fields, Opening } from '../desk'
import type { Installation } from '../installation'
import { type AgentNote, joined, noteOf, sizeOf } from '../messages/agent-note'
import { printable } from '../messages/plain'
import { shorten } from '../messages/split-text'
import type { LookBack } from '../people/earlier-sessions'
import type { EndUser } from '../people/end-user'
import type { Wishes } from '../session/errands'
import type { History } from '../session/owed-history'
import { everyLanguage, type Texts } from '../texts/languages'
import { historyNote, pastMessagesOf } from './history-text'

/** What agents are to read besides what opens the thread. */
export type Beginning = {
  /** In one note; undefined when there is nothing. `withHistory` where the history did not go with the opening. */
  note(withHistory: boolean): Promise<History | undefined>
  /** Whether an earlier attempt may have written it, or done what the card asks for. */
  mayBeThere: boolean
  /** What the card asks for in the thread. */
  errands: Wishes
}

/** Whose escalation it is, and what else was found out about it; `remark` is what agents are to know of the contact. */
type About = {
  input: StartHitlInput
  user: EndUser
  back: LookBack
  remark: ((texts: Texts) => string) | undefined
}

const card = z.lazy(() => z.object({ note: z.catch(z.optional(z.string()), undefined) }))

/** What agents read of an escalation: the desk's remark on the contact, the card's note, and the history. */
export function beginningOf(
  { desk, texts }: Pick<Installation, 'desk' | 'texts'>,
  { input, user, back, remark }: About,
  mayBeThere: boolean,
): { beginning: Beginning; told: Pick<Opening, 'history' | 'pastMessages'> } {
  const isRich = desk.richNote !== undefined
  const telling = async (words: Texts) => ({ texts: words, input, user, earlier: await back.inHistory() })
  const noteIn = async (words: Texts, withHistory: boolean) => {
    const first = [
      ...(remark === undefined ? [] : [noteOf([{ remark: remark(words) }], isRich)]),
      ...cardNote(words, input.hitlSession ?? {}, Math.floor(desk.noteMax / 2), isRich),
    ]
    const room = desk.noteMax - first.reduce((sum, one) => sum + sizeOf(one) + between.length, 0)
    const history = withHistory ? historyNote(await telling(words), room, isRich) : undefined
    return joined([...first, ...(history === undefined ? [] : [history])], between)
  }
  return {
    beginning: {
      mayBeThere,
      errands: { wanted: desk.errands?.of(input.hitlSession ?? {}) ?? {}, lastAgent: back.lastAgent },
      async note(withHistory) {
        const isTold = withHistory || desk.history === 'note'
        const note = await noteIn(texts, isTold)
        if (note === undefined || !mayBeThere) return note
        const alike = await Promise.all(everyLanguage.map((words) => noteIn(words, isTold)))
        return { ...note, alike: alike.flatMap((one) => one?.text ?? []) }
      },
    },
    told: {
      history: async (maxLength) => historyNote(await telling(texts), maxLength, false)?.text,
      pastMessages: async (limits) => pastMessagesOf(await telling(texts), limits),
    },
  }
}

const between = '\n\n'

/** What the card has for the agent. It stands before the history, and whole but where it takes more than half a note. */
function cardNote(texts: Texts, fields: Fields, maxLength: number, isRich: boolean): AgentNote[] {
  const text = printable(card.parse(fields).note ?? '').trim()
  if (text === '') return []
  const noteWith = (longest: number) =>
    noteOf([{ label: texts.agentNote, lines: shorten(text, longest, texts.cut).split('\n') }], isRich)
  let longest = Math.min(text.length, maxLength)
  let note = noteWith(longest)
  for (; sizeOf(note) > maxLength; note = noteWith(longest))
    longest = Math.floor((longest * maxLength) / sizeOf(note)) - 1
  return [note]
}
