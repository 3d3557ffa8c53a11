import { editorId } from './editor'

type Props = {
  label: string
  placeholder: string
  text: string
  onInput: (text: string, hasWords: boolean) => void
  /** Ctrl or Cmd and Enter. */
  onSend: () => void
}

/** Plain text, for a desk whose editor has nothing else. */
export function PlainBox({ label, placeholder, text, onInput, onSend }: Props) {
  return (
    <textarea
      id={editorId}
      class="editor"
      rows={2}
      dir="auto"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onInput={({ currentTarget: { value } }) => onInput(value, value.trim() !== '')}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        onSend()
      }}
    />
  )
}
