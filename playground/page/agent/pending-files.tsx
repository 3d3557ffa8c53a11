import type { UploadedFile } from '../../protocol'
import { Icon } from '../parts/icon'
import { IconButton } from '../parts/icon-button'

/** Files that go with the next reply. */
export function PendingFiles({
  files,
  onDrop,
}: {
  files: readonly UploadedFile[]
  onDrop: (file: UploadedFile) => void
}) {
  if (files.length === 0) return null
  return (
    <ul class="pending-files" aria-label="Attached files">
      {files.map((file, index) => (
        <li key={`${index} ${file.name}`}>
          <Icon name="file" size={14} />
          {file.name}
          <IconButton icon="close" size={12} label={`Remove ${file.name}`} onClick={() => onDrop(file)} />
        </li>
      ))}
    </ul>
  )
}
