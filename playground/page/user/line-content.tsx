import type { ChatLine, Content } from '../../protocol'
import { Markdown } from '../html/safe-html'
import { Attachment } from '../parts/attachment'

/** What a line says: words or a file. The end user's own words are plain text. */
export function LineContent({ content, from }: { content: Content; from: ChatLine['from'] }) {
  if (content.type === 'text' || content.type === 'choice') {
    return (
      <div class="bubble">
        {from === 'user' ? (
          <p class="plain" dir="auto">
            {content.text}
          </p>
        ) : (
          <Markdown text={content.text} />
        )}
      </div>
    )
  }
  return (
    <div class="bubble" data-type={content.type}>
      <Attachment {...content} />
    </div>
  )
}
