import { useRef } from 'preact/hooks'
import type { UploadedFile } from '../../protocol'
import { readFile } from '../files/read-file'
import { IconButton } from './icon-button'
import type { IconName } from './icon-paths'

type Props = {
  icon: IconName
  label: string
  /** Kinds of file, as for the `accept` attribute; absent for any. */
  accept?: string
  isDisabled?: boolean
  onFile: (file: UploadedFile) => void
}

/** A button to choose files from the disk. */
export function FilePicker({ icon, label, accept, isDisabled = false, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton icon={icon} label={label} isDisabled={isDisabled} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={label}
        {...(accept !== undefined && { accept })}
        onChange={async ({ currentTarget }) => {
          for (const file of [...(currentTarget.files ?? [])]) {
            const read = await readFile(file)
            if (read) onFile(read)
          }
          if (input.current) input.current.value = ''
        }}
      />
    </>
  )
}
