import type { ThreadEntry } from '../../protocol'
import { SafeHtml } from '../html/safe-html'
import { Attachment } from '../parts/attachment'
import { Avatar } from '../parts/avatar'
import { Icon } from '../parts/icon'
import { WireButton } from '../parts/wire-button'
import { clock } from '../words/time'

type Message = Extract<ThreadEntry, { type: 'message' }>

/** What the end user or an agent said, with what became of it. */
export function MessageEntry({ entry }: { entry: Message }) {
  const { direction, sender, text, html, files, at, trace, failure } = entry
  const isOwn = direction === 'outgoing'
  // A desk gets a file's name as text where there is no other.
  const hasWords = text.trim() !== '' && !files.some(({ name }) => name === text.trim())
  return (
    <article class="line" data-from={isOwn ? 'desk' : 'visitor'} data-starts="true" aria-label={sender}>
      {!isOwn && <Avatar kind="user" name={sender} />}
      <div class="line-main">
        <p class="line-name">
          {sender} <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
          {isOwn && <Seen entry={entry} />}
          <WireButton trace={trace} label={text || files.map(({ name }) => name).join(', ')} />
        </p>
        {hasWords && (
          <div class="bubble" data-failed={failure !== undefined}>
            {html ? (
              <SafeHtml html={html} />
            ) : (
              <p class="plain" dir="auto">
                {text}
              </p>
            )}
          </div>
        )}
        {files.map(({ name, url, isImage }) => (
          <div class="bubble" key={url} data-type={isImage ? 'image' : fileType(name)}>
            <Attachment name={name} url={url} type={isImage ? 'image' : fileType(name)} />
          </div>
        ))}
        {failure !== undefined && (
          <p class="line-problem">
            <Icon name="alert" size={14} />
            <span>
              <strong>Failed</strong> {failure}
            </span>
          </p>
        )}
      </div>
      {isOwn && <Avatar kind="agent" name={sender} />}
    </article>
  )
}

const seenWords = {
  yes: { state: 'delivered', text: 'The end user has it', icon: 'check' },
  'not yet': { state: 'pending', text: 'On its way', icon: 'clock' },
  reported: { state: 'failed', text: 'The end user does not have it, and a note says so', icon: 'alert' },
  never: { state: 'lost', text: 'Lost: the end user does not have it, and nothing is under way', icon: 'alert' },
} as const

function Seen({ entry: { seen, failure } }: { entry: Message }) {
  if (failure !== undefined) return null
  const { state, text, icon } = seenWords[seen ?? 'not yet']
  return (
    <span class="delivery" data-state={state} title={text}>
      <Icon name={icon} size={14} />
      <span class="hidden">{text}</span>
    </span>
  )
}

/** HubSpot says of a file only whether it is an image; what can be played goes by its name. */
function fileType(name: string): 'audio' | 'video' | 'file' {
  if (/\.(wav|mp3|ogg|oga|m4a|webm)$/i.test(name)) return 'audio'
  return /\.(mp4|mov|ogv)$/i.test(name) ? 'video' : 'file'
}
