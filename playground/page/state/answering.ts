import { dismiss, notify } from './notices'

/** The notice that the server does not answer, while it is shown. */
let shown: number | undefined

/** Says that the server does not answer, until it does. */
export function saySilent(text: string): void {
  answers()
  shown = notify(text, true)
}

/** The server has answered. */
export function answers(): void {
  if (shown !== undefined) dismiss(shown)
  shown = undefined
}
