import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

const nearPx = 40

/**
 * Keeps a scrolling box at its end as it grows, pictures that load late included, and when the box itself gets smaller,
 * unless the reader has scrolled up. `key` changes when there is something new; `place` when it shows something else
 * altogether, and then it starts at the end.
 */
export function useFollowEnd(box: RefObject<HTMLElement | null>, key: unknown, place: unknown): () => void {
  const isAtEnd = useRef(true)
  const lastTop = useRef(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const follow = () => {
      if (!isAtEnd.current) return
      element.scrollTop = element.scrollHeight
      lastTop.current = element.scrollTop
    }
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    // Loading does not bubble.
    element.addEventListener('load', follow, true)
    return () => {
      observer.disconnect()
      element.removeEventListener('load', follow, true)
    }
  }, [box])
  useLayoutEffect(() => {
    isAtEnd.current = true
  }, [place])
  useLayoutEffect(() => {
    if (!box.current || !isAtEnd.current) return
    box.current.scrollTop = box.current.scrollHeight
    lastTop.current = box.current.scrollTop
  }, [key, place, box])
  return () => {
    if (!box.current) return
    const { scrollTop, scrollHeight, clientHeight } = box.current
    const isNear = scrollHeight - scrollTop - clientHeight < nearPx
    // Only the reader scrolls up; that the end has moved away meanwhile is no reason to stay behind.
    if (isNear || scrollTop < lastTop.current) isAtEnd.current = isNear
    lastTop.current = scrollTop
  }
}
