import type { ChatLine, Content } from '../../protocol'
import { Markdown } from '../html/safe-html'
import { Attachment } from '../parts/attachment'
import { send } from '../state/send'

type Props = { content: Content; from: ChatLine['from']; userId: string; canChoose: boolean }

/** What a line says: words, choices or a file. The end user's own words are plain text. */
export function LineContent({ content, from, userId, canChoose }: Props) {
  if (content.type !== 'text' && content.type !== 'choice') {
    return (
      <div class="bubble" data-type={content.type}>
        <Attachment {...content} />
      </div>
    )
  }
  const words = from === 'user' ? <p class="plain">{content.text}</p> : <Markdown text={content.text} />
  if (content.type === 'text') return <div class="bubble">{words}</div>
  return (
    <div class="bubble-with-choices">
      <div class="bubble">{words}</div>
      {canChoose && (
        <fieldset class="choices" aria-label="Choices">
          {content.options.map(({ label, value }) => (
            <button
              key={value}
              type="button"
              class="choice"
              onClick={() => void send({ do: 'say', userId, text: label })}
            >
              {label}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
