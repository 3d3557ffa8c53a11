import * as z from 'zod/mini'
import type { Fields } from '../../../../core/desk'
import { nameLine } from '../../../../core/messages/plain'
import { shorten } from '../../../../core/messages/split-text'
import { everyLanguage } from '../../../../core/texts/languages'
import type { Installation } from '../installation/installation'
import { CUSTOM_INFO } from '../salesiq/limits'

const field = z.lazy(() => z.object({ customInfo: z.catch(z.optional(z.string()), undefined) }))
const entries = z.lazy(() => z.record(z.string(), z.unknown()))

/**
 * What agents see beside the chat: what the card says, and the session's reference. Nothing that the card says takes the
 * place of that. What cannot be read costs itself alone; its content may be anybody's and reaches no log.
 *
 * @param ref the session's own name.
 */
export function customInfo(
  { logger, texts }: Pick<Installation, 'logger' | 'texts'>,
  fields: Fields,
  ref: string,
): Record<string, string> {
  const { customInfo: given } = field.parse(fields)
  const read = given === undefined || given.trim() === '' ? {} : entries.safeParse(jsonIn(given)).data
  if (read === undefined) {
    logger.forBot().warn('"Custom info" of the escalation is no JSON object of texts, and was left out.')
  }
  const own = Object.entries(read ?? {})
    .flatMap(([name, value]): [string, string][] => {
      const title = shorten(nameLine(name), 50)
      const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
      return typeof text === 'string' && title !== '' ? [[title, shorten(text.trim(), CUSTOM_INFO.textMax)]] : []
    })
    .filter(([name, text]) => text !== '' && !isMarker(name))
    .slice(0, CUSTOM_INFO.count)
  return { ...Object.fromEntries(own), [texts.chatLabel]: ref }
}

/** The reference of the session that a chat was opened for; undefined for a chat of somebody else's. */
export function refIn(info: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const ref = Object.entries(info ?? {}).find(([name]) => isMarker(name))?.[1]
  return typeof ref === 'string' && /^[0-9a-f-]{36}$/.test(ref) ? ref : undefined
}

/** Its label in whatever language the chat was opened. SalesIQ may write names in another case, or with other gaps. */
const isMarker = (name: string) => everyLanguage.some(({ chatLabel }) => plain(name) === plain(chatLabel))
const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
