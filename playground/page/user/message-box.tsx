import { useRef } from 'preact/hooks'
import type { EndUser, UploadedFile } from '../../protocol'
import { FilePicker } from '../parts/file-picker'
import { IconButton } from '../parts/icon-button'
import { send } from '../state/send'
import { noteSpoken } from '../state/spoken'
import { changeDraft, draftOf, giveBack } from './drafts'
import { EmojiPicker } from './emoji-picker'
import { VoiceButton } from './voice-button'

/** The element in which the end user writes. */
export const messageBoxId = 'message-box'

/** Where the end user writes. Enter sends, Shift and Enter make a new line. */
export function MessageBox({ user }: { user: EndUser }) {
  const text = draftOf(user.id)
  const input = useRef<HTMLTextAreaElement>(null)
  const write = (next: string) => changeDraft(user.id, next)
  const say = async () => {
    const said = text.trim()
    if (said === '') return
    noteSpoken('user')
    write('')
    if (!(await send({ do: 'say', userId: user.id, text: said }))) write(giveBack(draftOf(user.id), said))
  }
  const sendFile = (file: UploadedFile) => {
    noteSpoken('user')
    void send({ do: 'send-file', userId: user.id, file })
  }
  const isInSession = user.talkingTo === 'nobody' || user.talkingTo === 'agent'
  return (
    <form
      class="message-box"
      onSubmit={(event) => {
        event.preventDefault()
        void say()
      }}
    >
      <textarea
        dir="auto"
        ref={input}
        id={messageBoxId}
        rows={1}
        value={text}
        aria-label={`Message as ${user.name}`}
        placeholder={isInSession ? 'Message, or /end to leave' : 'Write a message'}
        onInput={({ currentTarget }) => write(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          void say()
        }}
      />
      <div class="message-tools">
        <EmojiPicker
          onPick={(emoji) => {
            write(insertAt(input.current, text, emoji))
            input.current?.focus()
          }}
        />
        <FilePicker icon="image" label="Send an image" accept="image/*" onFile={sendFile} />
        <FilePicker icon="paperclip" label="Send a file" onFile={sendFile} />
        <VoiceButton onClip={sendFile} />
        <IconButton icon="send" label="Send" class="send" isDisabled={text.trim() === ''} onClick={() => void say()} />
      </div>
    </form>
  )
}

function insertAt(input: HTMLTextAreaElement | null, text: string, more: string): string {
  const start = input?.selectionStart ?? text.length
  const end = input?.selectionEnd ?? text.length
  return `${text.slice(0, start)}${more}${text.slice(end)}`
}
