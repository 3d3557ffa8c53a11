import { effect, signal } from '@preact/signals'
import { asBoolean, asNumber, stored } from './stored'

export const views = ['user', 'agent', 'wire', 'break'] as const
export type View = (typeof views)[number]

/** What a narrow screen shows; a wide one shows everything. */
export const view = signal<View>('user')

const wide = matchMedia('(min-width: 960px)')

/** Whether both panes and the wire are on screen at once. */
export const isWide = signal(wide.matches)
wide.addEventListener('change', () => {
  isWide.value = wide.matches
})

/** Whether the wire's panel is open (wide screens). */
export const isWireOpen = stored('wire-open', true, asBoolean)

/** Height of the wire's panel in px. */
export const wireHeight = stored('wire-height', Math.round(window.innerHeight * 0.3), asNumber)

/** Whether the panel of switches is open (wide screens); from the start where there is room for it. */
export const isBreakOpen = stored('break-open', matchMedia('(min-width: 1500px)').matches, asBoolean)

/** Smallest and largest height of the wire's panel, in px. */
export const wireLimits = () => ({ min: 140, max: Math.max(200, Math.round(window.innerHeight * 0.7)) })

/** Shows the wire, wherever it is. */
export function showWire(): void {
  isWireOpen.value = true
  view.value = 'wire'
}

/** The page's look follows the layout. */
effect(() => {
  document.documentElement.dataset.view = view.value
})
