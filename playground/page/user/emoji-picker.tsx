import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { moveFocus, within } from '../parts/arrow-keys'
import { useDismissal } from '../parts/dismissal'
import { IconButton } from '../parts/icon-button'

const emojis: [string, string][] = [
  ['😀', 'grinning face'],
  ['😂', 'tears of joy'],
  ['🙂', 'slight smile'],
  ['😉', 'wink'],
  ['😍', 'heart eyes'],
  ['🤔', 'thinking'],
  ['😅', 'sweat'],
  ['😢', 'crying'],
  ['😡', 'angry'],
  ['🙄', 'rolling eyes'],
  ['😴', 'sleeping'],
  ['🥳', 'party'],
  ['👍', 'thumbs up'],
  ['👎', 'thumbs down'],
  ['👋', 'wave'],
  ['🙏', 'thank you'],
  ['👏', 'clapping'],
  ['👩‍💻', 'woman with laptop'],
  ['❤️', 'red heart'],
  ['🎉', 'confetti'],
  ['💡', 'light bulb'],
  ['🚚', 'delivery van'],
  ['✅', 'check mark'],
  ['🇳🇱', 'flag of the Netherlands'],
]

/** A small choice of emoji; those of several code points among them, since they are what breaks first. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const close = useCallback((by: 'key' | 'pointer') => {
    setOpen(false)
    if (by === 'key') within(root.current, 'button')[0]?.focus()
  }, [])
  useDismissal(root, isOpen, close)
  useLayoutEffect(() => {
    if (isOpen) within(root.current, '.emojis button')[0]?.focus()
  }, [isOpen])
  return (
    <div
      class="menu"
      ref={root}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !root.current?.contains(relatedTarget)) setOpen(false)
      }}
    >
      <IconButton icon="smile" label="Add an emoji" isPressed={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen && (
        <fieldset
          class="emojis"
          aria-label="Emoji"
          onKeyDown={(event) => moveFocus(event, within(root.current, '.emojis button'))}
        >
          {emojis.map(([emoji, name], index) => (
            <button
              key={name}
              type="button"
              aria-label={name}
              title={name}
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => {
                setOpen(false)
                onPick(emoji)
              }}
            >
              {emoji}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
