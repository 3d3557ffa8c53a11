import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { within } from './arrow-keys'

/**
 * Makes one stop for the Tab key of all elements within `root` that fit a selector, as they come and go: the one with the
 * focus, or else the last. They are drawn with `tabIndex` -1.
 */
export function useOneStop(root: RefObject<HTMLElement | null>, selector: string): void {
  useLayoutEffect(() => {
    if (!root.current) return
    const settle = () => {
      const items = within(root.current, selector)
      const stop = items.find((item) => item.matches(':focus')) ?? items.at(-1)
      for (const item of items) item.tabIndex = item === stop ? 0 : -1
    }
    settle()
    const observer = new MutationObserver(settle)
    observer.observe(root.current, { childList: true, subtree: true })
    root.current.addEventListener('focusin', settle)
    return () => {
      observer.disconnect()
      root.current?.removeEventListener('focusin', settle)
    }
  }, [root, selector])
}
