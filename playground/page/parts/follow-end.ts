import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

const nearPx = 40

/**
 * Keeps a scrolling box at its end as what is in it grows, unless the reader has scrolled up. The box has one child,
 * which grows: by new entries, by pictures that have come, by a reason below what failed. `place` changes when it shows
 * something else altogether, and then it starts at the end.
 */
export function useFollowEnd(box: RefObject<HTMLElement | null>, place: unknown): () => void {
  const isAtEnd = useRef(true)
  const latestTop = useRef(0)
  useLayoutEffect(() => {
    isAtEnd.current = true
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }, [place, box])
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight
    })
    // Other panels take some of the box' room.
    for (const element of [box.current, box.current?.firstElementChild]) if (element) observer.observe(element)
    return () => observer.disconnect()
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
