import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'

/** Fixed, in px; `.wire-table tr` has the same. */
export const rowHeight = 26

const overscan = 12
const nearPx = rowHeight * 1.5

/**
 * Which of `count` rows to draw in a scrolling box, and the height of what is left out above and below, in px. While the
 * box is at its end it stays there as rows come; it goes there when `choice` changes, by which rows are chosen. `header` is
 * the height in px of what stands above the rows.
 */
export function useVirtualRows(box: RefObject<HTMLElement | null>, count: number, header: number, choice: unknown) {
  const [, redraw] = useReducer((turn: number) => turn + 1, 0)
  const isAtEnd = useRef(true)
  const options = {
    count,
    overscan,
    scrollMargin: header,
    // What stands above the rows stays there, and would lie on one that was scrolled to.
    scrollPaddingStart: header,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(undefined),
  }
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  const follow = () => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight
  }
  useLayoutEffect(() => {
    isAtEnd.current = true
  }, [choice])
  useLayoutEffect(follow, [count, box, choice])
  useLayoutEffect(() => {
    const observer = new ResizeObserver(follow)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [box])

  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const end = (items.at(-1)?.index ?? -1) + 1
  return {
    first,
    end,
    above: first * rowHeight,
    below: (count - end) * rowHeight,
    /** To be told of the box' scrolling. */
    onScroll: () => {
      if (!box.current) return
      const { scrollTop, scrollHeight, clientHeight } = box.current
      isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearPx
    },
    /** The reader is to stay where they are, whatever comes. */
    stay: () => {
      isAtEnd.current = false
    },
    /** Brings a row into view. */
    show: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }
}
