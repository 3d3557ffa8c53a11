import type Squire from 'squire-rte'

/**
 * Shift and Enter: a new line in the same paragraph or item of a list. At the end of one, a browser shows no line after a
 * break unless something follows, and would write on in the line before: a second break follows then, as the editors of
 * browsers do it.
 */
export function breakLine(editor: Squire, event: KeyboardEvent): void {
  event.preventDefault()
  editor.splitBlock(true)
  const range = editor.getSelection()
  const { startContainer: place, startOffset } = range
  if (!(place instanceof Element) || !isBlank(place, startOffset)) return
  place.insertBefore(document.createElement('br'), place.childNodes[startOffset] ?? null)
  range.setStart(place, startOffset)
  range.collapse(true)
  editor.setSelection(range)
}

/** Whether nothing that is to be seen follows in an element from its child at `offset` on. */
function isBlank(place: Element, offset: number): boolean {
  const rest = [...place.childNodes].slice(offset)
  return rest.every((node) => node.nodeName !== 'BR' && (node.textContent ?? '').replaceAll('\u200b', '') === '')
}
