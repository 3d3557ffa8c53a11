import { useRef } from 'preact/hooks'
import { words } from '../desk'
import { moveFocus, within } from '../parts/arrow-keys'
import type { Mode } from './draft'

const titles: Record<Mode, string> = { reply: 'Reply', comment: words.comment }

type Props = { mode: Mode; modes: readonly Mode[]; onChange: (mode: Mode) => void }

/** To the end user, or among colleagues; `modes` are those that there are now. */
export function ComposerMode({ mode, modes, onChange }: Props) {
  const list = useRef<HTMLDivElement>(null)
  return (
    <div
      class="composer-mode"
      role="radiogroup"
      aria-label="Kind of message"
      tabIndex={-1}
      ref={list}
      onKeyDown={(event) => moveFocus(event, within(list.current, 'button'))?.click()}
    >
      {modes.map((name) => (
        // biome-ignore lint/a11y/useSemanticElements: looks and behaves as a tab, and an input could not
        <button
          key={name}
          type="button"
          role="radio"
          aria-checked={mode === name}
          tabIndex={mode === name ? 0 : -1}
          onClick={() => onChange(name)}
        >
          {titles[name]}
        </button>
      ))}
    </div>
  )
}
