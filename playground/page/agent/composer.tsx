import { useRef, useState } from 'preact/hooks'
import type Squire from 'squire-rte'
import type { Agent, Thread } from '../../protocol'
import { desk, words } from '../desk'
import { FilePicker } from '../parts/file-picker'
import { Icon } from '../parts/icon'
import { send } from '../state/send'
import { noteSpoken } from '../state/spoken'
import { ComposerMode } from './composer-mode'
import { giveBack, type Mode } from './draft'
import { changeDraft, draftOf } from './drafts'
import { Editor } from './editor'
import { type Formats, noFormats } from './formats'
import { PendingFiles } from './pending-files'
import { PlainBox } from './plain-box'
import { Toolbar } from './toolbar'

/** SalesIQ's agents write plain text. */
const isPlain = desk === 'salesiq'

/** Answers go into a chat that somebody has picked up; notes into any. */
const modesIn = ({ status }: Thread): readonly Mode[] =>
  isPlain && status !== 'CONNECTED' ? ['comment'] : ['reply', 'comment']

/** Where the agent answers, or writes among colleagues. */
export function Composer({ thread, me }: { thread: Thread; me: Agent }) {
  const { id: threadId } = thread
  const [formats, setFormats] = useState<Formats>(noFormats)
  const editor = useRef<Squire>(null)
  const latest = useRef(() => {})
  const draft = draftOf(threadId)
  const { html, hasWords, files } = draft
  const modes = modesIn(thread)
  const mode = modes.includes(draft.mode) ? draft.mode : 'comment'

  const canSend = hasWords || (mode === 'reply' && files.length > 0)
  const give = async () => {
    if (!canSend) return
    noteSpoken('agent')
    const sent = { mode, html: hasWords ? html : '', hasWords, files: mode === 'reply' ? files : [] }
    const target = { threadId, agentId: me.id, body: sent.html }
    changeDraft(threadId, { html: '', hasWords: false, ...(mode === 'reply' && { files: [] }) })
    const isDone = await send(
      mode === 'reply' ? { do: 'reply', ...target, files: [...files] } : { do: 'comment', ...target },
    )
    if (!isDone) changeDraft(threadId, giveBack(draftOf(threadId), sent))
  }
  latest.current = () => void give()

  const box = {
    label: mode === 'reply' ? `Reply as ${me.name}` : `${words.comment} as ${me.name}`,
    placeholder: mode === 'reply' ? 'Write a reply' : 'Only colleagues see this',
    onInput: (written: string, isSomething: boolean) => changeDraft(threadId, { html: written, hasWords: isSomething }),
  }
  return (
    <div class="composer" data-mode={mode}>
      <ComposerMode mode={mode} modes={modes} onChange={(next) => changeDraft(threadId, { mode: next })} />
      {isPlain ? (
        <PlainBox {...box} text={html} onSend={() => void give()} />
      ) : (
        <Editor
          {...box}
          html={html}
          isEmpty={!hasWords}
          onReady={(ready) => {
            editor.current = ready
          }}
          onFormats={setFormats}
          onSend={() => latest.current()}
        />
      )}
      {mode === 'reply' && (
        <PendingFiles
          files={files}
          onDrop={(gone) => changeDraft(threadId, { files: files.filter((file) => file !== gone) })}
        />
      )}
      <div class="composer-foot">
        {!isPlain && <Toolbar editor={editor} formats={formats} />}
        {mode === 'reply' && (
          <FilePicker
            icon="paperclip"
            label="Attach a file"
            onFile={(file) => changeDraft(threadId, { files: [...draftOf(threadId).files, file] })}
          />
        )}
        <button
          type="button"
          class="button"
          data-tone="act"
          disabled={!canSend}
          title="Ctrl+Enter"
          onClick={() => void give()}
        >
          <Icon name={mode === 'reply' ? 'send' : 'note'} />
          {mode === 'reply' ? 'Send' : words.addComment}
        </button>
      </div>
    </div>
  )
}
