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

/** Where a key leads from place `at` of `count`, round the ends; -1 when the key means nothing. */
export function nextIndex(key: string, at: number, count: number): number {
  if (count === 0) return -1
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowLeft':
    case 'ArrowUp':
      return at < 0 ? count - 1 : (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return -1
  }
}

/** The elements within `root` that fit a selector. */
export const within = (root: HTMLElement | null, selector: string): HTMLElement[] =>
  root ? [...root.querySelectorAll<HTMLElement>(selector)] : []
