import { signal } from '@preact/signals'

/** How often something was said from this page, by either side; for who wants to see what they have said. */
export const spoken = { user: signal(0), agent: signal(0) }

export const noteSpoken = (side: keyof typeof spoken): void => {
  spoken[side].value += 1
}
