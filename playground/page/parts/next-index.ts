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
