import type { EndUser } from '../../protocol'
import { isRunning, type Question, runAction } from '../state/actions'
import { go } from '../state/here'
import { messageBoxId } from '../user/message-box'

/** What the user has to be asked before it is written, and the same call again once they have written. */
export function Confirmation({ asker, question }: { asker: EndUser; question: Question }) {
  const { confirmation, say, at } = question
  const hasAnswered = asker.transcript.some((line) => line.from === 'user' && line.at > at)
  return (
    <div class="confirmation">
      <p class="confirmation-question">{say}</p>
      <p class="quiet">
        {hasAnswered
          ? `${asker.name} has written again. The same values with this confirmation are written, once.`
          : `It counts once ${asker.name} has written again: a bot would put the question to them now.`}
      </p>
      <div class="button-row">
        <button
          type="button"
          class="button"
          data-tone={hasAnswered ? 'act' : undefined}
          disabled={isRunning.value}
          onClick={() => void runAction({ confirmation })}
        >
          Run it with the confirmation
        </button>
        {!hasAnswered && (
          <button
            type="button"
            class="button"
            onClick={() => {
              go({ view: 'user' })
              // On a narrow screen the chat is drawn first.
              requestAnimationFrame(() => document.getElementById(messageBoxId)?.focus())
            }}
          >
            Write as {asker.name}
          </button>
        )}
      </div>
    </div>
  )
}
