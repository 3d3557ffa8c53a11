import DOMPurify from 'dompurify'
import { ownUrl } from './own-url'

/**
 * HTML of others, as nodes that do no harm: no scripts, styles, forms or frames; links open in a new tab; an image from
 * elsewhere becomes a link to it, since to load it would tell its host who looks.
 */
export function sanitize(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'select', 'textarea', 'video', 'audio', 'picture', 'source'],
    FORBID_ATTR: ['style', 'class', 'id', 'name', 'srcset', 'background'],
    RETURN_DOM_FRAGMENT: true,
  })
  for (const image of fragment.querySelectorAll('img')) tameImage(image)
  for (const link of fragment.querySelectorAll('a')) tameLink(link)
  return fragment
}

function tameImage(image: HTMLImageElement): void {
  const src = image.getAttribute('src') ?? ''
  const own = ownUrl(src)
  if (own) {
    image.setAttribute('src', own)
    if (!image.hasAttribute('alt')) image.alt = ''
    return
  }
  const link = document.createElement('a')
  link.href = src
  link.textContent = image.alt || 'An image elsewhere'
  image.replaceWith(link)
}

function tameLink(link: HTMLAnchorElement): void {
  if (!link.hasAttribute('href')) return
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
}
