import type { Mark } from '../desk/seat'
import type { Evidence } from './evidence'
import type { PlayedSession } from './people'
import type { SessionPlan } from './schedule'

/** Counts parts of messages, each of which is told by its word. */
export type Tally = {
  messages: number
  lost: number
  doubled: number
  reported: number
  /** Came twice where the desk gave nobody a way to know that it was there. */
  unknowable: number
  /** Messages, whole, of which one overtook another where the desk does not keep their order. */
  overtaken: number
}
export type Judgement = { tally: Tally; violations: string[] }

const nothing = (): Judgement => ({
  tally: { messages: 0, lost: 0, doubled: 0, reported: 0, unknowable: 0, overtaken: 0 },
  violations: [],
})

/**
 * What the end user wrote: in the thread exactly once and in order. Where the storm is harsh, Botpress may have been told
 * instead that it is not there, also where an agent has ended what takes no more messages then; never once the storm is over.
 */
export function judgeWords(evidence: Evidence, { plan, threadId }: PlayedSession, isHarsh: boolean): Judgement {
  const judgement = nothing()
  const { tally, violations } = judgement
  const wordsOf = (acts: SessionPlan['storm']) => acts.flatMap((act) => (act.kind === 'say' ? act.words : []))
  const isEndedInStorm = plan.end.by === 'agent' && plan.end.when === 'storm'
  const inStorm = wordsOf(plan.storm)
  const words = [...inStorm, ...wordsOf(plan.calm)]
  const texts = evidence.incoming(threadId).map(({ text }) => text)
  const places: number[] = []
  for (const word of words) {
    tally.messages += 1
    const found = texts.flatMap((text, index) => (holds(text, word) ? [index] : []))
    const [first] = found
    if (first !== undefined) places.push(first)
    if (found.length > 1 && evidence.isBlindRepeat(threadId, word)) tally.unknowable += 1
    else if (found.length > 1) {
      tally.doubled += 1
      violations.push(`The agent reads ${word} ${found.length} times`)
    }
    if (first !== undefined) continue
    const isReported = evidence.wasReported(word)
    if (isReported) tally.reported += 1
    const mayBeRefused = isHarsh || (isEndedInStorm && evidence.refusesWhenOver)
    if (isReported && !(mayBeRefused && inStorm.includes(word))) {
      violations.push(`${word} of the end user is not at the desk, although nothing stood in its way for long`)
    }
    if (!isReported) {
      tally.lost += 1
      violations.push(`${word} of the end user is not at the desk, and nobody was told`)
    }
  }
  if (!isAscending(places) && !evidence.isOrderKept) tally.overtaken += 1
  else if (!isAscending(places))
    violations.push(`The agent of ${plan.key} reads the end user's messages in another order`)
  return judgement
}

/**
 * What agents wrote: seen exactly once and in order, or marked as not delivered with a reason. At a desk without such marks
 * only what agents can see otherwise excuses a loss: that the session was over, or a note in the thread; of neither can
 * it be told which words it is about, so that nothing counts as reported.
 *
 * @param seen what the end user saw of agents, oldest first.
 */
export function judgeReplies(
  evidence: Pick<Evidence, 'mark' | 'isLossNoted' | 'isOrderKept'>,
  seen: readonly string[],
  session: Pick<PlayedSession, 'plan' | 'threadId' | 'replies'>,
  isGentle: boolean,
): Judgement {
  const judgement = nothing()
  const { tally, violations } = judgement
  for (const { reply, threadId, messageId, isAfterEnd } of session.replies) {
    const mark = evidence.mark({ id: messageId, threadId })
    const isReported = mark?.state === 'undelivered' && mark.reason !== ''
    const isLate = session.plan.afterEnd.includes(reply)
    const isOver = isLate || threadId !== session.threadId
    const isExcused = mark === undefined && (isOver || isAfterEnd || evidence.isLossNoted(threadId))
    const mustBeSeen = isGentle && !isOver
    const places: number[] = []
    for (const word of reply.words) {
      tally.messages += 1
      const found = seen.flatMap((text, index) => (holds(text, word) ? [index] : []))
      const [first] = found
      if (first !== undefined) places.push(first)
      if (found.length > 1) {
        tally.doubled += 1
        violations.push(`The end user sees ${word} ${found.length} times`)
      }
      if (first !== undefined) continue
      if (isReported && !mustBeSeen) tally.reported += 1
      else if (!isExcused || mustBeSeen) {
        tally.lost += 1
        violations.push(`${word} of the agent was not seen; beside it stands ${shown(mark)}`)
      }
    }
    if (!isAscending(places) && !evidence.isOrderKept) tally.overtaken += 1
    else if (!isAscending(places)) violations.push(`The parts of ${reply.words[0]} were seen in another order`)
    // One written after the closing may be heard by a hair's breadth, although agents are told that it was not.
    if (isReported && !isLate && places.length === reply.words.length) {
      violations.push(`${reply.words[0]} was seen, but the agent reads ${shown(mark)}`)
    }
  }
  return judgement
}

const shown = (mark: Mark | undefined) =>
  mark?.state === 'undelivered' ? `${mark.state}: ${mark.reason}` : (mark?.state ?? 'nothing')

/** Words end in a digit, and no word may be taken for another one's beginning. */
const holds = (text: string, word: string) => new RegExp(`${word.replaceAll('.', '\\.')}(?!\\d)`).test(text)

const isAscending = (places: number[]) =>
  places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1))
