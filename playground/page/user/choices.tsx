import { send } from '../state/send'

/** What the bot offers to say; a press says it. */
export function Choices({ options, userId }: { options: { label: string; value: string }[]; userId: string }) {
  return (
    <fieldset class="choices" aria-label="Choices">
      {options.map(({ label, value }) => (
        <button key={value} type="button" class="choice" onClick={() => void send({ do: 'say', userId, text: value })}>
          {label}
        </button>
      ))}
    </fieldset>
  )
}
