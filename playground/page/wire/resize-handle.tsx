import { wireHeight, wireLimits } from '../state/layout'

const stepPx = 24

/** The upper edge of the wire: drag it, or use the arrow keys. */
export function ResizeHandle() {
  const { min, max } = wireLimits()
  const shown = Math.min(max, wireHeight.value)
  const resize = (height: number) => {
    wireHeight.value = Math.round(Math.min(max, Math.max(min, height)))
  }
  const onPointerDown = (event: PointerEvent) => {
    const handle = event.currentTarget
    if (!(handle instanceof HTMLElement)) return
    const start = event.clientY + shown
    handle.setPointerCapture(event.pointerId)
    handle.onpointermove = (move) => resize(start - move.clientY)
    handle.onpointerup = () => {
      handle.onpointermove = null
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves cannot be an <hr>
    <div
      class="resize-handle"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the wire"
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={shown}
      onPointerDown={onPointerDown}
      onKeyDown={(event) => {
        const step = { ArrowUp: stepPx, ArrowDown: -stepPx }[event.key]
        if (step === undefined) return
        event.preventDefault()
        resize(shown + step)
      }}
    />
  )
}
