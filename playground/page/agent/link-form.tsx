import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type Squire from 'squire-rte'
import { linkTarget } from '../html/link-target'
import { useDismissal } from '../parts/dismissal'

/** Asks where a link leads to, in a row between the text and the toolbar. */
export function LinkForm({ editor, onDone }: { editor: RefObject<Squire | null>; onDone: () => void }) {
  const [address, setAddress] = useState('')
  const root = useRef<HTMLFormElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const leave = useCallback(() => {
    onDone()
    editor.current?.focus()
  }, [onDone, editor])
  useDismissal(root, true, leave)
  useLayoutEffect(() => {
    input.current?.focus()
    return markSelection(editor.current)
  }, [editor])
  return (
    <form
      class="link-form"
      ref={root}
      onSubmit={(event) => {
        event.preventDefault()
        const url = linkTarget(address)
        if (url === undefined) {
          input.current?.setCustomValidity('A web address, an e-mail address, or tel: and a number.')
          input.current?.reportValidity()
          return
        }
        leave()
        // Without a selection the address itself is the link's text.
        editor.current?.makeLink(url)
      }}
    >
      <input
        ref={input}
        inputMode="url"
        autocomplete="off"
        aria-label="Address of the link"
        placeholder="lamps.example/all"
        value={address}
        onInput={({ currentTarget }) => {
          currentTarget.setCustomValidity('')
          setAddress(currentTarget.value)
        }}
      />
      <button type="submit" class="button" data-tone="act">
        Link
      </button>
    </form>
  )
}

/** Shows what will be the link: the browser shows a selection only where the focus is. Returns what ends it. */
function markSelection(editor: Squire | null): () => void {
  if (editor && 'highlights' in CSS) CSS.highlights.set('to-link', new Highlight(editor.getSelection()))
  return () => 'highlights' in CSS && CSS.highlights.delete('to-link')
}
