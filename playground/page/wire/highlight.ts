export type Piece = { kind: 'plain' | 'key' | 'string' | 'number' | 'word'; text: string }

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g

/** Cuts JSON into pieces to be coloured; put together they are the text again. */
export function highlight(json: string): Piece[] {
  const pieces: Piece[] = []
  let done = 0
  const add = (kind: Piece['kind'], text: string) => text !== '' && pieces.push({ kind, text })
  for (const match of json.matchAll(token)) {
    const [all, quoted, colon, number] = match
    add('plain', json.slice(done, match.index))
    if (quoted !== undefined) {
      add(colon === undefined ? 'string' : 'key', quoted)
      add('plain', colon ?? '')
    } else {
      add(number === undefined ? 'word' : 'number', all)
    }
    done = match.index + all.length
  }
  add('plain', json.slice(done))
  return pieces
}
