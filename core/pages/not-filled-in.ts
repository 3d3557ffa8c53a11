import { RuntimeError } from '@botpress/sdk'

/** Values of the configuration are missing without which there is no way to the desk: it is as it was installed, or half done. */
export class NotFilledInError extends RuntimeError {
  /** Titles of the fields. */
  readonly missing: readonly string[]
  /** Whether nothing of what leads to the desk is filled in. */
  readonly isEmpty: boolean
  constructor(missing: readonly string[], isEmpty: boolean) {
    const [last, ...others] = missing.map((title) => `"${title}"`).reverse()
    const names = others.length === 0 ? `${last} is` : `${others.reverse().join(', ')} and ${last} are`
    super(
      `${names} missing in the integration's configuration. The connect page says where to find what is missing: its link is in the bot's logs, and saving an empty configuration logs a fresh one.`,
    )
    this.missing = missing
    this.isEmpty = isEmpty
  }
}
