import { decodeHTML } from 'entities/decode'
import type { AgentReply } from '../../../../core/desk'
import { plainMarkdown } from '../../../../core/messages/plain-markdown'
import { type PartContent, type ReplyPart, replyParts } from '../../../../core/messages/reply-parts'
import { languages, type Texts } from '../../../../core/texts/languages'
import type { Attachment } from '../salesiq/messages'

/** What an agent wrote, in a webhook or in a transcript. */
export type Written = {
  /** See `message-id.ts`. */
  id: string
  at: number
  threadId: string
  author: { id: string; name: string | undefined }
  text: string
  files: readonly Attachment[]
  /** Whether SalesIQ will not tell of it again. */
  isLastTry: boolean
}

/** In the core's terms. A message without anything that is known for its content is looked up; see `wholeReply`. */
export function agentReplyFrom({ id, at, threadId, author, text, files, isLastTry }: Written): AgentReply {
  // Whether there is anything does not depend on the language.
  const isEmpty = partsOf(languages.English, text, files).length === 0
  return {
    id,
    author: author.id,
    ...(author.name === undefined ? {} : { authorName: author.name }),
    writtenAt: at,
    recipients: [],
    via: undefined,
    threadId,
    isCut: isEmpty,
    isMarked: false,
    isLastTry,
    parts: (texts) => (isEmpty ? unreadable(texts) : partsOf(texts, text, files)),
  }
}

/** The end user is to know at least that there was something. */
const unreadable = ({ nothingToShow }: Texts): ReplyPart[] => [
  { key: 'text', type: 'text', text: plainMarkdown(nothingToShow) },
]

/** What a message becomes for the end user. */
export function partsOf(texts: Texts, text: string, files: readonly Attachment[]): ReplyPart[] {
  const attachments = files.flatMap(({ id, name, url }): PartContent[] => {
    const source = id === undefined ? url : id
    if (source === undefined) return []
    return [{ type: 'file', source: { fileId: source }, ...(name === undefined ? {} : { name }) }]
  })
  return replyParts(texts, { ...readText(text), attachments })
}

/** Operators' texts are plain in all that is known; what looks like HTML is read as such. */
function readText(text: string): { text: string; richText?: string } {
  if (/<\/?(?:a|b|br|div|em|i|img|li|ol|p|s|span|strong|u|ul)\b[^<>]{0,1000}>/i.test(text))
    return { text, richText: text }
  return { text: decodeHTML(text) }
}
