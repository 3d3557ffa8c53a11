import { useRef, useState } from 'preact/hooks'
import type Squire from 'squire-rte'
import type { Agent, Thread } from '../../protocol'
import { FilePicker } from '../parts/file-picker'
import { Icon } from '../parts/icon'
import { send } from '../state/send'
import { noteSpoken } from '../state/spoken'
import { ComposerMode } from './composer-mode'
import { giveBack } from './draft'
import { changeDraft, draftOf } from './drafts'
import { Editor } from './editor'
import { type Formats, noFormats } from './formats'
import { PendingFiles } from './pending-files'
import { Toolbar } from './toolbar'

/** Where the agent answers, or writes an internal comment. */
export function Composer({ thread: { id: threadId }, me }: { thread: Thread; me: Agent }) {
  const [formats, setFormats] = useState<Formats>(noFormats)
  const editor = useRef<Squire>(null)
  const latest = useRef(() => {})
  const { mode, html, hasWords, files } = draftOf(threadId)

  const canSend = hasWords || (mode === 'reply' && files.length > 0)
  const give = async () => {
    if (!canSend) return
    noteSpoken('agent')
    const sent = { mode, html: hasWords ? html : '', hasWords, files: mode === 'reply' ? files : [] }
    const target = { threadId, agentId: me.id, html: sent.html }
    changeDraft(threadId, { html: '', hasWords: false, ...(mode === 'reply' && { files: [] }) })
    const isDone = await send(
      mode === 'reply' ? { do: 'reply', ...target, files: [...files] } : { do: 'comment', ...target },
    )
    if (!isDone) changeDraft(threadId, giveBack(draftOf(threadId), sent))
  }
  latest.current = () => void give()

  return (
    <div class="composer" data-mode={mode}>
      <ComposerMode mode={mode} onChange={(next) => changeDraft(threadId, { mode: next })} />
      <Editor
        label={mode === 'reply' ? `Reply as ${me.name}` : `Internal comment as ${me.name}`}
        placeholder={mode === 'reply' ? 'Write a reply' : 'Only colleagues see this'}
        html={html}
        isEmpty={!hasWords}
        onReady={(ready) => {
          editor.current = ready
        }}
        onInput={(written, isSomething) => changeDraft(threadId, { html: written, hasWords: isSomething })}
        onFormats={setFormats}
        onSend={() => latest.current()}
      />
      {mode === 'reply' && (
        <PendingFiles
          files={files}
          onDrop={(gone) => changeDraft(threadId, { files: files.filter((file) => file !== gone) })}
        />
      )}
      <div class="composer-foot">
        <Toolbar editor={editor} formats={formats} />
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
          {mode === 'reply' ? 'Send' : 'Add comment'}
        </button>
      </div>
    </div>
  )
}
