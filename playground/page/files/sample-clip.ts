const rate = 8000
const seconds = 1.2
const notes = [523.25, 659.25, 783.99]

/** A short chime as a WAV file (8 kHz, 16 bit, mono): the voice clip of a machine without a microphone. */
export function sampleClip(): Uint8Array<ArrayBuffer> {
  const count = Math.round(rate * seconds)
  const bytes = new Uint8Array(44 + count * 2)
  const view = new DataView(bytes.buffer)
  const text = (offset: number, value: string) => bytes.set(new TextEncoder().encode(value), offset)
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, count * 2, true)
  for (let index = 0; index < count; index += 1) view.setInt16(44 + index * 2, sampleAt(index / count), true)
  return bytes
}

/** `part` runs from 0 to 1 over the clip; one note after the other, each fading out. */
function sampleAt(part: number): number {
  const place = part * notes.length
  const fade = 1 - (place % 1)
  const frequency = notes[Math.floor(place)] ?? 0
  return Math.round(Math.sin(2 * Math.PI * frequency * part * seconds) * fade * 9000)
}
