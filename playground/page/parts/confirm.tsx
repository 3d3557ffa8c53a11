import type { RefObject } from 'preact'
import { useId } from 'preact/hooks'

type Props = {
  /** Opened from outside with `showModal()`. */
  dialog: RefObject<HTMLDialogElement | null>
  title: string
  text: string
  action: string
  onConfirm: () => void
}

/** Asks before something that cannot be taken back. Escape cancels. */
export function Confirm({ dialog, title, text, action, onConfirm }: Props) {
  const id = useId()
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={`${id}-title`} aria-describedby={`${id}-text`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <p id={`${id}-text`}>{text}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button
          type="button"
          class="button"
          data-tone="danger"
          onClick={() => {
            dialog.current?.close()
            onConfirm()
          }}
        >
          {action}
        </button>
      </div>
    </dialog>
  )
}
