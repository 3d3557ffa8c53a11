import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { isWide } from './layout'
import { type Place, readPlace, writePlace } from './place'

const current = signal(readPlace(location.hash))

window.addEventListener('popstate', () => {
  current.value = readPlace(location.hash)
})

/** Where this window is; it is in its address, so that it outlives a reload and another window can be elsewhere. */
export const here: ReadonlySignal<Place> = current

/** What a narrow screen shows. */
export const view = computed(() => here.value.view)

/** Goes somewhere else; the browser's Back button leads back. */
export function go(change: Partial<Place>): void {
  const [from, to] = [here.peek(), { ...here.peek(), ...change }]
  // A wide screen shows every view: to change it there is no step that anybody would take back.
  const isStep = writePlace(isWide.peek() ? { ...to, view: from.view } : to) !== writePlace(from)
  if (isStep) history.pushState(null, '', writePlace(to))
  else history.replaceState(null, '', writePlace(to))
  current.value = to
}

/** Fills in what nobody chose; the Back button knows nothing of it. */
export function settle(change: Partial<Place>): void {
  const to = { ...here.peek(), ...change }
  if (writePlace(to) === writePlace(here.peek())) return
  history.replaceState(null, '', writePlace(to))
  current.value = to
}
