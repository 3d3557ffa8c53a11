/** A command that cannot be carried out; the message is for the person at the page. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(
    /** HTTP status. */
    readonly status: 400 | 403 | 404 | 409 | 413 | 415 | 422,
    message: string,
  ) {
    super(message)
  }
}
