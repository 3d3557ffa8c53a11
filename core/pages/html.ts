/** A piece of HTML. Only `html` and `readyMade` make one, so whatever is not one is text and gets escaped. */
export class Html {
  readonly #source: string
  private constructor(source: string) {
    this.#source = source
  }
  toString(): string {
    return this.#source
  }
  static from(parts: TemplateStringsArray, values: readonly Value[]): Html {
    return new Html(parts.reduce((source, part, index) => source + render(values[index - 1]) + part))
  }
  static readyMade(source: string): Html {
    return new Html(source)
  }
}

export type Value = Html | string | number | undefined | false | readonly Value[]

/**
 * HTML as a tagged template: values are escaped, lists joined, `undefined` and `false` left out. Attributes must be in
 * double quotes.
 */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Html => Html.from(parts, values)

/** Markup that came with this code, such as the documentation's; never anything that came over a wire. */
export const readyMade = (source: string): Html => Html.readyMade(source)

function render(value: Value): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'object') return value.map(render).join('')
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
