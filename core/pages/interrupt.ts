import type { Page } from './answer'

/** Ends a visit with a page that says what is wrong. */
export class Interrupt extends Error {
  override readonly name = 'Interrupt'
  readonly page: Page
  constructor(page: Page) {
    super(page.title)
    this.page = page
  }
}
