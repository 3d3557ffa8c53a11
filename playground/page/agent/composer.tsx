import { useEffect, useRef, useState } from 'preact/hooks'
import type Squire from 'squire-rte'
import type { Agent, Thread, UploadedFile } from '../../protocol'
import { FilePicker } from '../parts/file-picker'
import { Icon } from '../parts/icon'
import { send } from '../state/send'
import { ComposerMode, type Mode } from './composer-mode'
import { type Draft, draftOf, keepDraft } from './drafts'
import { Editor } from './editor'
import { type Formats, noFormats } from './formats'
import { PendingFiles } from './pending-files'
import { Toolbar } from './toolbar'

/** Where the agent answers, or writes an internal comment. */
export function Composer({ thread, me }: { thread: Thread; me: Agent }) {
  const [mode, setMode] = useState<Mode>('reply')
  const [draft, setDraft] = useState<Draft>(() => draftOf(thread.id))
  const [formats, setFormats] = useState<Formats>(noFormats)
  const editor = useRef<Squire>(null)
  const latest = useRef(() => {})
  useEffect(() => keepDraft(thread.id, draft), [thread.id, draft])

  const files = mode === 'reply' ? draft.files : []
  const canSend = draft.hasWords || files.length > 0
  const give = async () => {
    if (!canSend) return
    const html = draft.hasWords ? (editor.current?.getHTML() ?? '') : ''
    const target = { threadId: thread.id, agentId: me.id, html }
    editor.current?.setHTML('')
    setDraft({ html: '', hasWords: false, files: mode === 'reply' ? [] : draft.files })
    const isDone = await send(
      mode === 'reply' ? { do: 'reply', ...target, files: [...files] } : { do: 'comment', ...target },
    )
    if (isDone) return
    editor.current?.setHTML(draft.html)
    setDraft(draft)
  }
  latest.current = () => void give()

  const addFile = (file: UploadedFile) => setDraft((before) => ({ ...before, files: [...before.files, file] }))
  const dropFile = (gone: UploadedFile) =>
    setDraft((before) => ({ ...before, files: before.files.filter((file) => file !== gone) }))
  return (
    <div class="composer" data-mode={mode}>
      <ComposerMode mode={mode} onChange={setMode} />
      <Editor
        label={mode === 'reply' ? `Reply as ${me.name}` : `Internal comment as ${me.name}`}
        placeholder={mode === 'reply' ? 'Write a reply' : 'Only colleagues see this'}
        html={draft.html}
        isEmpty={!draft.hasWords}
        onReady={(ready) => {
          editor.current = ready
        }}
        onInput={(html, hasWords) => setDraft((before) => ({ ...before, html, hasWords }))}
        onFormats={setFormats}
        onSend={() => latest.current()}
      />
      {mode === 'reply' && <PendingFiles files={draft.files} onDrop={dropFile} />}
      <div class="composer-foot">
        <Toolbar editor={editor} formats={formats} />
        {mode === 'reply' && <FilePicker icon="paperclip" label="Attach a file" onFile={addFile} />}
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
