import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

const nearPx = 40

/**
 * Keeps a scrolling box at its end as it grows, unless the reader has scrolled up. `key` changes when there is something
 * new; `place` when it shows something else altogether, and then it starts at the end.
 */
export function useFollowEnd(box: RefObject<HTMLElement | null>, key: unknown, place: unknown): () => void {
  const isAtEnd = useRef(true)
  const latestTop = useRef(0)
  const follow = () => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight
  }
  useLayoutEffect(() => {
    isAtEnd.current = true
  }, [place])
  useLayoutEffect(follow, [key, place, box])
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    // Pictures take their room when they have come; other panels take some of the box'.
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    element.addEventListener('load', follow, true)
    element.addEventListener('loadedmetadata', follow, true)
    return () => {
      observer.disconnect()
      element.removeEventListener('load', follow, true)
      element.removeEventListener('loadedmetadata', follow, true)
    }
  }, [box])
  return () => {
    if (!box.current) return
    const { scrollTop, scrollHeight, clientHeight } = box.current
    // To be far from the end without having gone up is to be left behind by what has grown since.
    const hasGoneUp = scrollTop < latestTop.current
    latestTop.current = scrollTop
    if (scrollHeight - scrollTop - clientHeight < nearPx) isAtEnd.current = true
    else if (hasGoneUp) isAtEnd.current = false
  }
}
