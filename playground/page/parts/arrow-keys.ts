import { nextIndex } from './next-index'

/**
 * Moves the focus among the elements of a tab list, toolbar, menu or grid with the arrow keys, Home and End, and answers
 * the element it moved to. `items` in the order of the page; those that are disabled are passed over.
 */
export function moveFocus(event: KeyboardEvent, items: readonly HTMLElement[]): HTMLElement | undefined {
  const able = items.filter((item) => !item.matches(':disabled'))
  const at = able.findIndex((item) => item.matches(':focus'))
  const target = able[nextIndex(event.key, at, able.length)]
  if (!target) return undefined
  event.preventDefault()
  target.focus()
  return target
}

/** The elements within `root` that fit a selector. */
export const within = (root: HTMLElement | null, selector: string): HTMLElement[] =>
  root ? [...root.querySelectorAll<HTMLElement>(selector)] : []
