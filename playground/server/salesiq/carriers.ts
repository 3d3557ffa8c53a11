import * as z from 'zod'
import type { Message } from '../../../sim/botpress'

const payload = z.object({
  text: z.string().optional(),
  title: z.string().optional(),
  imageUrl: z.string().optional(),
  audioUrl: z.string().optional(),
  videoUrl: z.string().optional(),
  fileUrl: z.string().optional(),
})

type Said = { id: string; text: string; title: string; url: string; uses: number }

/**
 * Finds out which message of Botpress' came to SalesIQ as what. SalesIQ gives what it is sent no ID to go by, and has none of
 * the sender's: so it is told by what it says, in the order in which it was said.
 */
export class Carriers {
  private readonly said: Said[]

  /** @param messages of one session, oldest first. */
  constructor(messages: readonly Message[]) {
    this.said = messages
      .filter(({ direction }) => direction === 'outgoing')
      .map(({ id, payload: given }) => {
        const { text = '', title = '', imageUrl, audioUrl, videoUrl, fileUrl } = payload.safeParse(given).data ?? {}
        return { id, text, title, url: imageUrl ?? audioUrl ?? videoUrl ?? fileUrl ?? '', uses: 0 }
      })
  }

  /** The message that came as this one. What came more often than it was said stands for the last that said it. */
  ofMessage({ text = '', fileName }: { text: string | undefined; fileName: string | undefined }): string | undefined {
    const own = text.trim()
    const isFile = (it: Said) => it.url !== '' && (it.title === fileName || nameIn(it.url) === fileName)
    const ways: ((it: Said) => boolean)[] =
      fileName === undefined
        ? [
            (it) => it.url === '' && it.text.trim() === own,
            // A file that SalesIQ does not take comes as a link.
            (it) => it.url !== '' && (own.includes(it.url) || (it.title !== '' && own.includes(it.title))),
            // A long text comes in pieces.
            (it) => own.length > shortestPiece && it.text.includes(own),
          ]
        : [isFile]
    return this.use(ways)
  }

  /** The message that came as this note, if it is one of the bot's. */
  ofNote(text: string): string | undefined {
    return this.use([(it) => it.url === '' && it.text.trim() !== '' && text.includes(it.text.trim())])
  }

  private use(ways: readonly ((it: Said) => boolean)[]): string | undefined {
    for (const way of ways) {
      const fitting = this.said.filter(way)
      const found = fitting.find(({ uses }) => uses === 0) ?? fitting.at(-1)
      if (found === undefined) continue
      found.uses += 1
      return found.id
    }
    return undefined
  }
}

/** UTF-16 units. */
const shortestPiece = 500

function nameIn(url: string): string {
  const [last = ''] = (URL.canParse(url) ? new URL(url).pathname : url).split('/').slice(-1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
