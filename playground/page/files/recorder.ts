/** A running recording. */
export type Recording = { stop(): Promise<File>; cancel(): void }

/** Records from the microphone; throws where there is none or its use is not allowed. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  recorder.start()
  const letGo = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  const stop = () =>
    new Promise<File>((resolve) => {
      recorder.addEventListener('stop', () => {
        letGo()
        const type = recorder.mimeType.split(';')[0] || 'audio/webm'
        resolve(new File(parts, `voice.${type.split('/')[1] ?? 'webm'}`, { type }))
      })
      recorder.stop()
    })
  return { stop, cancel: letGo }
}

/** Whether there is anything to record with. */
export const canRecord = (): boolean => typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined
