import { usePressed } from '../parts/pressed'
import { send } from '../state/send'
import { noteSpoken } from '../state/spoken'

/** What the bot offers to say; a press says it, once. */
export function Choices({ options, userId }: { options: { label: string; value: string }[]; userId: string }) {
  const { isPressed, press } = usePressed(userId)
  return (
    <fieldset class="choices" aria-label="Choices" disabled={isPressed}>
      {options.map(({ label, value }) => (
        <button
          key={value}
          type="button"
          class="choice"
          dir="auto"
          onClick={() =>
            void press(() => {
              noteSpoken('user')
              return send({ do: 'say', userId, text: value })
            })
          }
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}
