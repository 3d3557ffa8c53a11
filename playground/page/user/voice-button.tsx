import { useEffect, useRef, useState } from 'preact/hooks'
import type { UploadedFile } from '../../protocol'
import { readFile } from '../files/read-file'
import { canRecord, type Recording, record } from '../files/recorder'
import { sampleClip } from '../files/sample-clip'
import { Icon } from '../parts/icon'
import { IconButton } from '../parts/icon-button'
import { Menu } from '../parts/menu'
import { notify } from '../state/notices'

/** Sends a voice clip: recorded, or a chime where there is no microphone. */
export function VoiceButton({ onClip }: { onClip: (file: UploadedFile) => void }) {
  const [recording, setRecording] = useState<Recording>()
  const running = useRef<Recording | undefined>(undefined)
  const isGone = useRef(false)
  useEffect(
    () => () => {
      isGone.current = true
      running.current?.cancel()
    },
    [],
  )

  const give = async (file: File) => {
    const read = await readFile(file)
    if (read) onClip(read)
  }
  const start = async () => {
    try {
      const started = await record()
      running.current = started
      // The browser asked first, and somebody may have gone to another end user meanwhile.
      if (isGone.current) started.cancel()
      else setRecording(started)
    } catch {
      notify('The microphone cannot be used here. Send the sample clip instead.')
    }
  }
  const stop = async () => {
    setRecording(undefined)
    running.current = undefined
    if (recording) await give(await recording.stop())
  }
  if (recording) return <IconButton icon="stop" label="Stop and send the recording" class="recording" onClick={stop} />
  return (
    <Menu
      label="Send a voice clip"
      trigger={<Icon name="mic" />}
      triggerClass="icon-button"
      place="above-end"
      items={[
        ...(canRecord()
          ? [{ id: 'record', title: 'Record', explanation: 'With your microphone', onChoose: start }]
          : []),
        {
          id: 'sample',
          title: 'Send a sample clip',
          explanation: 'A short chime',
          onChoose: () => void give(new File([sampleClip()], 'voice.wav', { type: 'audio/wav' })),
        },
      ]}
    />
  )
}
