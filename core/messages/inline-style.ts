import type { Attributes } from './html-tokens'

/** What an element's attributes say of its looks; what they say nothing of is undefined. */
export type Look = {
  /** It is never seen, whatever stands in it. */
  hidden: boolean
  /** Whether its text is seen, by its own size and visibility; what stands in it may say otherwise of itself. */
  sized?: boolean
  shown?: boolean
  bold?: boolean
  italic?: boolean
  struck?: boolean
  /** Whether line ends of the source are line ends to the reader. */
  keepsLines?: boolean
  /** It stands on lines of its own. */
  block?: boolean
  raised?: 'sup' | 'sub'
}

const PLAIN: Readonly<Look> = { hidden: false }

/** Reads `style`, `hidden` and `aria-hidden`. What is merely `aria-hidden` is seen, only not read aloud. */
export function lookOf(attributes: Attributes): Readonly<Look> {
  if (attributes.size === 0) return PLAIN
  const style = styleOf(attributes)
  const look: Look = { hidden: attributes.has('hidden') || isUnseen(style, attributes.get('aria-hidden') === 'true') }
  if (style.size === 0) return look
  const font = style.get('font') ?? ''
  const weight = style.get('font-weight') ?? /\b(?:bold|bolder|[1-9]00)\b/.exec(font)?.[0]
  if (weight !== undefined && weight !== 'inherit') look.bold = isBold(weight)
  const slant = style.get('font-style') ?? /\b(?:italic|oblique)\b/.exec(font)?.[0]
  if (slant !== undefined && slant !== 'inherit') look.italic = /^(?:italic|oblique)/.test(slant)
  const line = style.get('text-decoration-line') ?? style.get('text-decoration')
  if (line !== undefined) look.struck = line.includes('line-through')
  const space = style.get('white-space')
  if (space !== undefined && space !== 'inherit') look.keepsLines = /^(?:pre|break-spaces)/.test(space)
  if (/^(?:block|flex|grid|table|list-item|flow-root)$/.test(style.get('display') ?? '')) look.block = true
  const height = style.get('vertical-align')
  if (height === 'super') look.raised = 'sup'
  if (height === 'sub') look.raised = 'sub'
  const size = style.get('font-size')
  if (size !== undefined) look.sized = Number.parseFloat(size) !== 0
  const visibility = style.get('visibility')
  if (visibility !== undefined) look.shown = !/^(?:hidden|collapse)$/.test(visibility)
  return look
}

/** Whether a picture is there to be counted, not to be seen: a tracking pixel, at most one pixel wide or high. */
export function isPixel(attributes: Attributes): boolean {
  const style = styleOf(attributes)
  const sizes = [attributes.get('width'), attributes.get('height')]
  return [...sizes, ...BOX.map((name) => style.get(name))].some(isTiny)
}

/** Width and height of a picture in pixels, as far as they are given. */
export function pixels(attributes: Attributes): number[] {
  const style = styleOf(attributes)
  return ['width', 'height']
    .map((name) => style.get(name) ?? attributes.get(name) ?? '')
    .filter((size) => /^\s*\d{1,6}(?:\.\d{1,6})?(?:px)?\s*$/.test(size))
    .map(Number.parseFloat)
}

const BOX = ['width', 'height', 'max-width', 'max-height'] as const

/** The declarations of a style; one that an editor writes is short, the rest of a longer one is not looked at. */
function styleOf(attributes: Attributes): ReadonlyMap<string, string> {
  const style = new Map<string, string>()
  for (const declaration of (attributes.get('style') ?? '').slice(0, 4_000).split(';')) {
    const colon = declaration.indexOf(':')
    if (colon === -1) continue
    const value = declaration.slice(colon + 1).replace('!important', '')
    style.set(declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase())
  }
  return style
}

/** Ways in which mails and web pages hide text: not shown, transparent, cut to nothing, or off the screen. */
function isUnseen(style: ReadonlyMap<string, string>, ariaHidden: boolean): boolean {
  if (style.size === 0) return false
  if (style.get('display') === 'none' || style.get('mso-hide') === 'all') return true
  if (Number.parseFloat(style.get('opacity') ?? '1') === 0) return true
  const cut = /hidden|clip/.test(`${style.get('overflow')} ${style.get('overflow-x')} ${style.get('overflow-y')}`)
  // Text that is higher than its box is seen, unless what stands out is cut off.
  if ((cut || ariaHidden) && BOX.some((name) => isTiny(style.get(name)))) return true
  if (/^rect\(\s*[01](?:px)?[\s,]/.test(style.get('clip') ?? '') && style.get('position') === 'absolute') return true
  if (isFarOff(style.get('text-indent'))) return true
  return (
    /^(?:absolute|fixed)$/.test(style.get('position') ?? '') && ['left', 'top'].some((at) => isFarOff(style.get(at)))
  )
}

function isFarOff(length: string | undefined): boolean {
  return Number.parseFloat(length ?? '0') <= -900
}

/** Nothing in any unit, or a pixel. */
function isTiny(length: string | undefined): boolean {
  const match = /^\s*(\d{0,9}(?:\.\d{0,9})?)\s*([a-z%]{0,5})\s*$/i.exec(length ?? '')
  if (match?.[1] === undefined || match[1] === '' || match[1] === '.') return false
  const size = Number.parseFloat(match[1])
  return size === 0 || (size <= 1 && /^(?:px)?$/i.test(match[2] ?? ''))
}

function isBold(weight: string): boolean {
  return /^bold/.test(weight) || Number.parseFloat(weight) >= 600
}
