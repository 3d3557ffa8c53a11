import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'

const nearPx = 40

/**
 * Keeps a scrolling box at its end as what is in it grows, unless the reader has scrolled up. The box has one child,
 * which grows: by new entries, by pictures that have come, by a reason below what failed. It starts at the end.
 *
 * All in it has its real height: were some of it estimated, the browser would move the box by itself when it learns
 * better, and that looks like a reader who scrolls up.
 */
export function useFollowEnd(box: RefObject<HTMLElement | null>) {
  const isAtEnd = useRef(true)
  const latest = useRef({ scrollTop: 0, scrollHeight: 0, clientHeight: 0 })
  const [isAway, setAway] = useState(false)
  const note = useCallback((atEnd: boolean) => {
    isAtEnd.current = atEnd
    setAway(!atEnd)
  }, [])
  const measure = useCallback(() => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {}
    return { scrollTop, scrollHeight, clientHeight }
  }, [box])
  const follow = useCallback(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight
    latest.current = measure()
  }, [box, measure])
  const toEnd = useCallback(() => {
    note(true)
    follow()
  }, [note, follow])
  useLayoutEffect(() => {
    toEnd()
    const observer = new ResizeObserver(follow)
    // Other panels take some of the box' room.
    for (const element of [box.current, box.current?.firstElementChild]) if (element) observer.observe(element)
    return () => observer.disconnect()
  }, [box, toEnd, follow])
  const onScroll = () => {
    const before = latest.current
    latest.current = measure()
    const { scrollTop, scrollHeight, clientHeight } = latest.current
    // To be far from the end without having gone up is to be left behind by what has grown since. And where the heights
    // are others as well, it may be the end that has come up: the browser moves the box then, not the reader.
    const isAsHigh = scrollHeight === before.scrollHeight && clientHeight === before.clientHeight
    const hasGoneUp = isAsHigh && scrollTop < before.scrollTop
    if (scrollHeight - scrollTop - clientHeight < nearPx) note(true)
    else if (hasGoneUp) note(false)
  }
  return {
    onScroll,
    /** Whether the reader is further up. */
    isAway,
    toEnd,
  }
}
