import { isApiError } from '@botpress/sdk'
import { DownloadError, download } from '../download'
import { HubSpotError } from '../hubspot/errors'
import { signedUrl } from '../hubspot/files'
import type { Installation } from '../installation'
import type { ReplyPart } from '../messages/agent-attachment'
import { type FileKind, kindOf } from '../messages/file-kind'
import { fileName } from '../messages/file-name'
import { AGENT_FILE_COPY_MAX_BYTES } from '../messages/limits'
import { safeUrl, WEB } from '../messages/plain'
import { plainMarkdown } from '../messages/plain-markdown'
import { isWanted, storedType } from '../messages/served-file'
import { reasonOf } from '../reason'
import { timing } from '../timing'
import { OutOfTimeError, within } from '../within'

type FilePart = Extract<ReplyPart, { type: 'file' }>
type Located = { url: string; name: string | undefined; hubspotType: string | undefined; size: number | undefined }
/** What became of copying a file; `absent` when whoever opens its link finds no file either. */
type Copied = { url: string; contentType: string | undefined; name: string | undefined } | 'link' | 'absent'

type FileMessage =
  | { type: 'image'; payload: { imageUrl: string; title?: string } }
  | { type: 'audio'; payload: { audioUrl: string; title?: string } }
  | { type: 'video'; payload: { videoUrl: string; title?: string } }
  | { type: 'file'; payload: { fileUrl: string; title?: string } }
  | { type: 'text'; payload: { text: string } }

/**
 * The Botpress message for an agent's file. The file is copied to Botpress while it is small enough and there is time,
 * since HubSpot's links end after some hours; otherwise the link goes, as the same type of message. Where there is no file
 * behind the link, which would show as an empty frame or not at all, it goes as text; where there is no link, a word does.
 *
 * @param key names the copy: the same file of the same reply is stored once.
 * @throws {HubSpotError} only for a passing fault of HubSpot's, while the file has no other address: it can come again.
 */
export async function agentFile(
  installation: Installation,
  part: FilePart,
  key: string,
  deadline: number,
): Promise<FileMessage> {
  const located = await locate(installation, part, deadline)
  if (located === undefined) {
    return {
      type: 'text',
      payload: { text: plainMarkdown(`[file] ${part.name ?? 'The agent sent a file that cannot be opened here.'}`) },
    }
  }
  const copied = await copyToBotpress(installation, located, part, key, deadline)
  const copy = typeof copied === 'string' ? undefined : copied
  const kind = kindOf({
    name: located.name ?? copy?.name,
    contentType: copy?.contentType,
    hubspotType: located.hubspotType,
    usage: part.usage,
  })
  if (copied === 'absent') {
    const words = [`[${kind}]`, located.name ?? '', located.url].filter((word) => word !== '')
    return { type: 'text', payload: { text: plainMarkdown(words.join(' ')) } }
  }
  return messageOf(kind, copy?.url ?? located.url, located.name)
}

function messageOf(kind: FileKind, url: string, name: string | undefined): FileMessage {
  const title = name ? { title: name } : {}
  switch (kind) {
    case 'image':
      return { type: 'image', payload: { imageUrl: url, ...title } }
    case 'audio':
      return { type: 'audio', payload: { audioUrl: url, ...title } }
    case 'video':
      return { type: 'video', payload: { videoUrl: url, ...title } }
    case 'file':
      return { type: 'file', payload: { fileUrl: url, ...title } }
  }
}

/** Where the file can be fetched from without credentials; undefined when HubSpot gives no way. */
async function locate(installation: Installation, part: FilePart, deadline: number): Promise<Located | undefined> {
  const { source } = part
  const asGiven =
    source.url === undefined ? undefined : { url: source.url, name: part.name, hubspotType: undefined, size: undefined }
  if (source.fileId === undefined) return asGiven
  try {
    // Some time is left for the address in the message, where there is one.
    const until = asGiven === undefined ? deadline : deadline - timing.fileCopyReserve
    const file = await signedUrl(installation.hubspot, source.fileId, until)
    const extended = file.name && file.extension && !file.name.endsWith(`.${file.extension}`)
    const name = part.name ?? (extended ? `${file.name}.${file.extension}` : file.name)
    return safeUrl(file.url, WEB) === undefined
      ? asGiven
      : { url: file.url, name, hubspotType: file.type, size: file.size }
  } catch (error) {
    // Without files.read, for a file HubSpot hides, or once the connection was revoked, the address in the message is all
    // there is; what the agent sent matters more than how long the link lives.
    if (!(error instanceof HubSpotError) && !isApiError(error)) throw error
    if (asGiven === undefined && isPassing(error)) throw error
    installation.logger
      .forBot()
      .warn("An agent's file could not be read from HubSpot; its own link is sent instead. %s", reasonOf(error))
    return asGiven
  }
}

/** An answer of another form than expected will be the same the next time. */
const isPassing = (error: unknown) =>
  error instanceof HubSpotError && error.passing && !(error.status !== undefined && error.status < 300)

/** Copies the file, unless it is too large or the time too short. */
async function copyToBotpress(
  installation: Installation,
  file: Located,
  part: FilePart,
  key: string,
  deadline: number,
): Promise<Copied> {
  if ((file.size ?? 0) > AGENT_FILE_COPY_MAX_BYTES) return 'link'
  const until = deadline - timing.fileCopyReserve
  if (Date.now() >= until) return 'link'
  try {
    return await within(until, "copy the agent's file", copy(installation, file, part, key, until))
  } catch (error) {
    if (error instanceof DownloadError && error.fault === 'absent') {
      installation.logger
        .forBot()
        .warn("An agent's file is not where HubSpot says; the end user gets its link as text. %s", reasonOf(error))
      return 'absent'
    }
    const isExpected = error instanceof DownloadError || error instanceof OutOfTimeError || isApiError(error)
    if (!isExpected) throw error
    installation.logger.warn("An agent's file was not copied to Botpress; HubSpot's link is sent. %s", reasonOf(error))
    return 'link'
  }
}

async function copy(installation: Installation, file: Located, part: FilePart, key: string, deadline: number) {
  const served = await download(file.url, { maxBytes: AGENT_FILE_COPY_MAX_BYTES, deadline })
  // Only what the agent meant it as is held against it: HubSpot's own sorting and names may be wrong.
  const kind = part.usage === undefined ? undefined : kindOf({ usage: part.usage })
  const wanted = { url: file.url, title: file.name, kind: kind === 'file' ? undefined : kind }
  if (!isWanted(wanted, served)) throw new DownloadError('what is at its address is something else', 'absent')
  const contentType = storedType(wanted, served)
  const { file: stored } = await installation.client.uploadFile({
    // The name is what a browser saves the file as.
    key: `hubspot-inbox-hitl/${installation.ctx.webhookId}/${key}/${fileName(file.url, file.name, contentType, { served: served.name, kind })}`,
    content: served.content,
    ...(contentType === undefined ? {} : { contentType }),
    accessPolicies: ['public_content'],
    publicContentImmediatelyAccessible: true,
  })
  return { url: stored.url, contentType, name: served.name }
}
