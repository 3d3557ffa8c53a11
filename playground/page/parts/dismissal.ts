import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** Calls `close` on Escape and on a press outside of `root`, while `isOpen`. */
export function useDismissal(
  root: RefObject<HTMLElement | null>,
  isOpen: boolean,
  close: (by: 'key' | 'pointer') => void,
) {
  useLayoutEffect(() => {
    if (!isOpen) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      close('key')
    }
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && root.current?.contains(event.target)) return
      close('pointer')
    }
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('pointerdown', onPointer, true)
    return () => {
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('pointerdown', onPointer, true)
    }
  }, [root, isOpen, close])
}
