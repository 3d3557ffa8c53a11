import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import { Refusal } from './refusal'

/** Bytes: three files of the largest size, in base64. */
const longest = 85 * 1024 * 1024

/** Reads what the page sends, in the form that is expected. Throws Refusal for anything else. */
export async function readBody<T>(incoming: IncomingMessage, expected: z.ZodType<T>): Promise<T> {
  const [type] = (incoming.headers['content-type'] ?? '').split(';')
  // A page of another origin can send this type only after asking, and gets no permission.
  if (type?.trim().toLowerCase() !== 'application/json')
    throw new Refusal(415, 'Commands are sent as application/json.')
  const parsed = expected.safeParse(asJson(await read(incoming)))
  if (!parsed.success) throw new Refusal(400, `This is not what is expected here: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    const piece: Buffer = chunk
    size += piece.length
    if (size > longest) throw new Refusal(413, 'This is too large; files may have up to 20 MB each.')
    chunks.push(piece)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'This is no JSON.')
  }
}
