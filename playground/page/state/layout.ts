import { signal } from '@preact/signals'
import { asBoolean, asNumber, stored } from './stored'

/** The style sheets go by the same. */
const wide = matchMedia('(min-width: 960px) and (min-height: 600px)')

/** Whether both panes and the wire are on screen at once: a window that is narrow or low has room for one. */
export const isWide = signal(wide.matches)
wide.addEventListener('change', () => {
  isWide.value = wide.matches
})

const windowHeight = signal(window.innerHeight)
window.addEventListener('resize', () => {
  windowHeight.value = window.innerHeight
})

/** Whether the wire's panel is open (wide screens). */
export const isWireOpen = stored('wire-open', true, asBoolean)

/** Height of the wire's panel in px, as it was chosen: the window may have less room. */
export const wireHeight = stored('wire-height', Math.round(window.innerHeight * 0.3), asNumber)

/** Whether the panel of switches is open (wide screens); from the start where there is room for it. */
export const isBreakOpen = stored('break-open', matchMedia('(min-width: 1500px)').matches, asBoolean)

/** Smallest and largest height of the wire's panel in this window, in px. */
export const wireLimits = () => ({ min: 140, max: Math.max(200, Math.round(windowHeight.value * 0.7)) })
