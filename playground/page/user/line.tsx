import type { ChatLine } from '../../protocol'
import { Avatar } from '../parts/avatar'
import { memo } from '../parts/memo'
import { RecordLink } from '../parts/record-link'
import { WireButton } from '../parts/wire-button'
import { clock } from '../words/time'
import { Choices } from './choices'
import { Delivery } from './delivery'
import { LineContent } from './line-content'

type Props = {
  line: ChatLine
  startsGroup: boolean
  endsGroup: boolean
  userId: string
  canChoose: boolean
}

/** One message of the chat, or a notice in its middle. */
export const Line = memo(({ line, startsGroup, endsGroup, userId, canChoose }: Props) => {
  if (line.from === 'system') {
    return (
      <div class="chat-notice">
        {line.agentName === undefined ? (
          <LineContent content={line.content} from="system" />
        ) : (
          <p class="bubble">{line.agentName} joined</p>
        )}
        <WireButton trace={line.trace} about="event" label={chipLabel(line)} />
      </div>
    )
  }
  const isOwn = line.from === 'user'
  const name = line.from === 'bot' ? 'Bot' : (line.agentName ?? 'Agent')
  return (
    <article class="line" data-from={line.from} data-starts={startsGroup} aria-label={isOwn ? 'You' : name}>
      {!isOwn && (startsGroup ? <LineFace line={line} name={name} /> : <span class="avatar-gap" />)}
      <div class="line-main">
        {startsGroup && !isOwn && <p class="line-name">{name}</p>}
        <div class="line-row">
          <LineContent content={line.content} from={line.from} />
          <span class="line-side">
            <WireButton trace={line.trace} label={chipLabel(line)} />
            {line.delivery && <Delivery state={line.delivery} />}
          </span>
        </div>
        {line.record && <RecordLink of={line.record} />}
        {canChoose && line.content.type === 'choice' && <Choices options={line.content.options} userId={userId} />}
        {line.delivery === 'failed' && (
          <p class="line-problem">Not delivered{line.failure === undefined ? '' : `: ${line.failure}`}</p>
        )}
        {endsGroup && (
          <time class="line-time" dateTime={new Date(line.at).toISOString()}>
            {clock(line.at)}
          </time>
        )}
      </div>
    </article>
  )
})

function LineFace({ line, name }: { line: ChatLine; name: string }) {
  return line.from === 'bot' ? <Avatar kind="bot" /> : <Avatar kind="agent" name={name} picture={line.agentPicture} />
}

function chipLabel({ from, agentName, content }: ChatLine): string {
  if (from === 'system' && agentName !== undefined) return `${agentName} joined`
  return 'text' in content ? content.text : content.name
}
