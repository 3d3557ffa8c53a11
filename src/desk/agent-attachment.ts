import * as z from 'zod/mini'
import type { FileKind } from '../../core/messages/file-kind'
import { mapLink } from '../../core/messages/map-link'
import { isBlank, oneLine, safeUrl, visible, WEB } from '../../core/messages/plain'
import { plainMarkdown } from '../../core/messages/plain-markdown'
import type { FileSource, PartContent } from '../../core/messages/reply-parts'
import type { Texts } from '../../core/texts/languages'
import { say } from '../../core/texts/say'

/**
 * An attachment of a message in HubSpot, of whatever type. The types of the published spec are read here (FILE,
 * LOCATION, QUICK_REPLIES, CONTACT, MESSAGE_HEADER); any other, or one of another shape, is named to the end user.
 */
export type AgentAttachment = { type: string }

/** `fileUsageType` of a file, as far as it says what the agent meant it as. */
const KINDS: ReadonlyMap<string, FileKind> = new Map([
  ['IMAGE', 'image'],
  ['STICKER', 'image'],
  ['AUDIO', 'audio'],
  ['VOICE_RECORDING', 'audio'],
])

const words = z.lazy(() => z.catch(z.optional(z.string()), undefined))

const FILE = z.lazy(() =>
  z.object({
    fileId: z.catch(z.optional(z.union([z.string(), z.pipe(z.int(), z.transform(String))])), undefined),
    url: words,
    name: words,
    fileUsageType: words,
  }),
)
const LOCATION = z.lazy(() =>
  z.object({ latitude: z.number(), longitude: z.number(), name: words, address: words, url: words }),
)
const QUICK_REPLIES = z.lazy(() =>
  z.object({
    quickReplies: z.array(z.object({ value: z.string(), valueType: words, label: words })).check(z.minLength(1)),
  }),
)
const MESSAGE_HEADER = z.lazy(() => z.object({ text: z.string() }))
const entries = (key: string) => z.catch(z.array(z.object({ [key]: words })), [])
const CONTACT = z.lazy(() =>
  z.object({
    contactProfile: z.object({
      name: z.catch(z.record(z.string(), words), {}),
      org: z.catch(z.record(z.string(), words), {}),
      phones: entries('phone'),
      emails: entries('email'),
      urls: entries('url'),
      addresses: z.catch(z.array(z.record(z.string(), words)), []),
    }),
  }),
)

/** What an attachment becomes. Never throws; an attachment that cannot be carried becomes a text that says so. */
export function fromAttachment(texts: Texts, attachment: AgentAttachment): PartContent {
  return read(texts, attachment) ?? { type: 'text', text: plainMarkdown(undelivered(texts, attachment)) }
}

function read(texts: Texts, attachment: AgentAttachment): PartContent | undefined {
  switch (attachment.type) {
    case 'FILE':
      return filePart(attachment)
    case 'LOCATION':
      return textPart(locationText(texts, attachment))
    case 'QUICK_REPLIES':
      return textPart(quickRepliesText(attachment))
    case 'CONTACT':
      return textPart(contactText(attachment))
    case 'MESSAGE_HEADER':
      return textPart(MESSAGE_HEADER.safeParse(attachment).data?.text)
    default:
      return undefined
  }
}

/**
 * HubSpot documents a URL in `fileId` for one of its APIs; both kinds are taken for what they are. The IDs of its files
 * are digits (OpenAPI document of its files API).
 */
function filePart(attachment: AgentAttachment): PartContent | undefined {
  const { fileId = '', url = '', name, fileUsageType } = FILE.parse(attachment)
  const web = safeUrl(fileId, WEB) ?? safeUrl(url, WEB)
  const source = sourceOf(/^\d{1,100}$/.test(fileId) ? fileId : undefined, web)
  if (source === undefined) return undefined
  const kind = KINDS.get(fileUsageType?.toUpperCase() ?? '')
  return {
    type: 'file',
    source,
    ...(name === undefined || isBlank(name) ? {} : { name: oneLine(visible(name)) }),
    ...(kind === undefined ? {} : { kind }),
  }
}

function sourceOf(fileId: string | undefined, url: string | undefined): FileSource | undefined {
  if (fileId !== undefined) return url === undefined ? { fileId } : { fileId, url }
  return url === undefined ? undefined : { url }
}

function locationText(texts: Texts, attachment: AgentAttachment): string | undefined {
  const place = LOCATION.safeParse(attachment).data
  if (place === undefined) return undefined
  const link = safeUrl(place.url ?? '', WEB)
  return [mapLink(texts, { ...place, title: place.name }), ...(link === undefined ? [] : [link])].join('\n')
}

function quickRepliesText(attachment: AgentAttachment): string | undefined {
  return QUICK_REPLIES.safeParse(attachment)
    .data?.quickReplies.map(({ value, valueType, label = value }) =>
      oneLine(valueType === 'URL' && label !== value ? `- ${label}: ${value}` : `- ${label}`),
    )
    .join('\n')
}

function contactText(attachment: AgentAttachment): string | undefined {
  const profile = CONTACT.safeParse(attachment).data?.contactProfile
  if (profile === undefined) return undefined
  const { prefix, firstName, middleName, lastName, suffix } = profile.name
  const lines = [
    [prefix, firstName, middleName, lastName, suffix],
    [profile.org.title, profile.org.department, profile.org.company],
    ...[...profile.phones, ...profile.emails, ...profile.urls].map(Object.values),
    ...profile.addresses.map(({ street, zip, city, state, country }) => [street, zip, city, state, country]),
  ].map((parts) => oneLine(parts.filter((part) => part !== undefined).join(' ')))
  return lines.filter((line) => line !== '').join('\n')
}

function textPart(text: string | undefined): PartContent | undefined {
  return text === undefined || isBlank(text) ? undefined : { type: 'text', text: plainMarkdown(text) }
}

function undelivered(texts: Texts, attachment: AgentAttachment): string {
  return say(texts, 'attachmentLost', { name: nameOf(texts, attachment) })
}

function nameOf({ ofUnknownType }: Texts, attachment: AgentAttachment): string {
  const { name } = FILE.parse(attachment)
  const type = oneLine(attachment.type).toLowerCase().replaceAll('_', ' ')
  return oneLine(name ?? '').slice(0, 200) || type.slice(0, 50) || ofUnknownType
}
