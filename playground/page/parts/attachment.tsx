import { linkUrl, ownUrl } from '../html/own-url'
import { Icon } from './icon'

type Props = { type: 'image' | 'audio' | 'video' | 'file'; url: string; name: string }

/** A file of a message, shown or played where it lies on this playground, as a link otherwise. */
export function Attachment({ type, url, name }: Props) {
  const own = ownUrl(url)
  if (own && type === 'image') {
    return (
      <a class="attachment-image" href={own} target="_blank" rel="noopener noreferrer">
        <img src={own} alt={name} loading="lazy" />
      </a>
    )
  }
  if (own && type === 'audio') {
    // biome-ignore lint/a11y/useMediaCaption: what people record on the spot has no captions
    return <audio class="attachment-audio" controls preload="metadata" src={own} aria-label={name} />
  }
  if (own && type === 'video') {
    // biome-ignore lint/a11y/useMediaCaption: what people send on the spot has no captions
    return <video class="attachment-video" controls preload="metadata" src={own} aria-label={name} />
  }
  const href = linkUrl(url)
  if (!href) return <span class="attachment-file">{name}</span>
  return (
    <a class="attachment-file" href={href} target="_blank" rel="noopener noreferrer">
      <Icon name="file" size={18} />
      <span>{name}</span>
    </a>
  )
}
