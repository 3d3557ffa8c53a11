import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

const nearPx = 40

/**
 * Keeps a scrolling box at its end as it grows, unless the reader has scrolled up. `key` changes when there is something
 * new; `place` when it shows something else altogether, and then it starts at the end.
 */
export function useFollowEnd(box: RefObject<HTMLElement | null>, key: unknown, place: unknown): () => void {
  const isAtEnd = useRef(true)
  useLayoutEffect(() => {
    isAtEnd.current = true
  }, [place])
  useLayoutEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight
  }, [key, place, box])
  return () => {
    if (!box.current) return
    const { scrollTop, scrollHeight, clientHeight } = box.current
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearPx
  }
}
