import * as z from 'zod'
import type { Seen } from '../../sim/botpress'

const words = z.string().optional().catch(undefined)
const payload = z.object({
  text: words,
  title: words,
  imageUrl: words,
  fileUrl: words,
  options: z.array(z.object({ label: z.string() })).catch([]),
})

/** One entry of the web chat as the end user sees it. */
export function userLine(seen: Seen): string {
  const content = contentOf(seen)
  switch (seen.from) {
    case 'user':
      return `You: ${content}`
    case 'bot':
      return `Bot: ${content}`
    case 'agent':
      return `${seen.agentName ?? 'Somebody'}: ${content}`
    case 'system':
      return `* ${content}`
  }
}

function contentOf({ type, payload: raw }: Seen): string {
  const { text, title, options } = payload.parse(raw)
  const choices = options.length === 0 ? '' : ` (${options.map(({ label }) => label).join(' / ')})`
  return text === undefined ? `[${type}] ${title ?? ''}`.trimEnd() : text + choices
}

/** Where the file of an entry can be fetched; undefined when it has none. */
export function fileUrlOf(seen: Seen): string | undefined {
  const { imageUrl, fileUrl } = payload.parse(seen.payload)
  return imageUrl ?? fileUrl
}
