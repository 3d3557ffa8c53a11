import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type Squire from 'squire-rte'
import { useDismissal } from '../parts/dismissal'

/** Asks where a link leads to. */
export function LinkForm({ editor, onDone }: { editor: RefObject<Squire | null>; onDone: () => void }) {
  const [url, setUrl] = useState('https://')
  const root = useRef<HTMLFormElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const leave = useCallback(() => {
    onDone()
    editor.current?.focus()
  }, [onDone, editor])
  useDismissal(root, true, leave)
  useLayoutEffect(() => input.current?.select(), [])
  return (
    <form
      class="link-form"
      ref={root}
      onSubmit={(event) => {
        event.preventDefault()
        leave()
        // Without a selection the address itself is the link's text.
        if (URL.canParse(url)) editor.current?.makeLink(url)
      }}
    >
      <input
        ref={input}
        type="url"
        required
        aria-label="Address of the link"
        value={url}
        onInput={({ currentTarget }) => setUrl(currentTarget.value)}
      />
      <button type="submit" class="button" data-tone="act">
        Link
      </button>
    </form>
  )
}
