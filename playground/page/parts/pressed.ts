import { useState } from 'preact/hooks'

/**
 * For a button that asks for something once: `press` asks, unless it has asked already and neither has what it asked for
 * come about, which changes `mark`, nor was it refused. `ask` answers false when it was refused.
 */
export function usePressed(mark: string): {
  isPressed: boolean
  press: (ask: () => Promise<boolean>) => Promise<void>
} {
  const [pressedAt, setPressedAt] = useState<string>()
  const isPressed = pressedAt === mark
  return {
    isPressed,
    press: async (ask) => {
      if (isPressed) return
      setPressedAt(mark)
      if (!(await ask())) setPressedAt(undefined)
    },
  }
}
