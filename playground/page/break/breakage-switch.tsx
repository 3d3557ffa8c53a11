import type { Breakage } from '../../protocol'
import { send } from '../state/send'

/** One thing to break. */
export function BreakageSwitch({ breakage: { id, title, explanation, isOn } }: { breakage: Breakage }) {
  return (
    <li>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={`break-${id}`}
        aria-describedby={`break-${id}-why`}
        onClick={() => void send({ do: 'break', id, on: !isOn })}
      >
        <span class="switch-track" aria-hidden="true" />
        <span>
          <span class="switch-title" id={`break-${id}`}>
            {title}
          </span>
          <span class="switch-why" id={`break-${id}-why`}>
            {explanation}
          </span>
        </span>
      </button>
    </li>
  )
}
