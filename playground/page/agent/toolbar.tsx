import type { RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type Squire from 'squire-rte'
import { moveFocus, within } from '../parts/arrow-keys'
import { Icon } from '../parts/icon'
import type { IconName } from '../parts/icon-paths'
import { type Formats, toggleFormat } from './formats'
import { LinkForm } from './link-form'

const buttons: { format: keyof Formats; label: string; icon: IconName }[] = [
  { format: 'bold', label: 'Bold', icon: 'bold' },
  { format: 'italic', label: 'Italic', icon: 'italic' },
  { format: 'link', label: 'Link', icon: 'link' },
  { format: 'bullets', label: 'Bulleted list', icon: 'list' },
  { format: 'numbers', label: 'Numbered list', icon: 'list-numbered' },
]

/** How the text looks. One stop for the Tab key, arrow keys within. */
export function Toolbar({ editor, formats }: { editor: RefObject<Squire | null>; formats: Formats }) {
  const root = useRef<HTMLDivElement>(null)
  const [isLinking, setLinking] = useState(false)
  const press = (format: keyof Formats) => {
    if (!editor.current) return
    if (format !== 'link') toggleFormat(editor.current, format, formats[format])
    else if (formats.link) editor.current.removeLink()
    else setLinking(true)
  }
  return (
    <>
      <div
        class="toolbar"
        role="toolbar"
        aria-label="Formatting"
        tabIndex={-1}
        ref={root}
        onKeyDown={(event) => moveFocus(event, within(root.current, 'button'))}
      >
        {buttons.map(({ format, label, icon }, index) => (
          <button
            key={format}
            type="button"
            class="icon-button"
            aria-label={label}
            title={label}
            aria-pressed={formats[format]}
            tabIndex={index === 0 ? 0 : -1}
            // Else the text would lose its selection.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => press(format)}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
      {isLinking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
    </>
  )
}
