import { useLayoutEffect, useRef } from 'preact/hooks'
import Squire from 'squire-rte'
import { sanitize } from '../html/sanitize'
import { breakLine } from './break-line'
import { type Formats, formatsOf } from './formats'

type Props = {
  label: string
  placeholder: string
  /** What is in it; put there when it is not what was written here. */
  html: string
  isEmpty: boolean
  onReady: (editor: Squire) => void
  onInput: (html: string, hasWords: boolean) => void
  onFormats: (formats: Formats) => void
  /** Ctrl or Cmd and Enter. */
  onSend: () => void
}

/** The element in which the agent writes. */
export const editorId = 'reply-box'

/** Rich text, in HTML like that of HubSpot's own editor. The callbacks of the first drawing stay in force. */
export function Editor({ label, placeholder, html, isEmpty, onReady, onInput, onFormats, onSend }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const squire = useRef<Squire>(null)
  const held = useRef(html)
  useLayoutEffect(() => {
    if (!root.current) return
    const editor = new Squire(root.current, { blockTag: 'P', sanitizeToDOMFragment: sanitize })
    editor.setHTML(html).moveCursorToEnd()
    squire.current = editor
    const tell = () => {
      held.current = editor.getHTML()
      onInput(held.current, hasWords(root.current))
    }
    const look = () => onFormats(formatsOf(editor))
    editor.addEventListener('input', tell)
    editor.addEventListener('input', look)
    editor.addEventListener('pathChange', look)
    for (const key of ['Ctrl-Enter', 'Meta-Enter']) {
      editor.setKeyHandler(key, (_editor, event) => {
        event.preventDefault()
        onSend()
      })
    }
    editor.setKeyHandler('Shift-Enter', breakLine)
    onReady(editor)
    return () => editor.destroy()
  }, [])
  useLayoutEffect(() => {
    if (html === held.current) return
    held.current = html
    squire.current?.setHTML(html).moveCursorToEnd()
  }, [html])
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of HTML edits rich text
    <div
      ref={root}
      id={editorId}
      class="editor rich"
      role="textbox"
      tabIndex={0}
      dir="auto"
      aria-multiline="true"
      aria-label={label}
      data-placeholder={placeholder}
      data-empty={isEmpty}
    />
  )
}

const hasWords = (root: HTMLElement | null) => (root?.textContent ?? '').replaceAll('\u200b', '').trim() !== ''
