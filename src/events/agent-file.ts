import { isApiError } from '@botpress/sdk'
import { DownloadError, download } from '../download'
import { HubSpotError } from '../hubspot/errors'
import { signedUrl } from '../hubspot/files'
import type { Installation } from '../installation'
import type { ReplyPart } from '../messages/agent-attachment'
import { kindOf } from '../messages/file-kind'
import { fileName } from '../messages/file-name'
import { AGENT_FILE_COPY_MAX_BYTES } from '../messages/limits'
import { reasonOf } from '../reason'
import { timing } from '../timing'
import { OutOfTimeError, within } from '../within'

type FilePart = Extract<ReplyPart, { type: 'file' }>
type Located = { url: string; name: string | undefined; hubspotType: string | undefined; size: number | undefined }

type FileMessage =
  | { type: 'image'; payload: { imageUrl: string; title?: string } }
  | { type: 'audio'; payload: { audioUrl: string; title?: string } }
  | { type: 'video'; payload: { videoUrl: string; title?: string } }
  | { type: 'file'; payload: { fileUrl: string; title?: string } }
  | { type: 'text'; payload: { text: string } }

/**
 * The Botpress message for an agent's file. The file is copied to Botpress while it is small enough and there is time,
 * since HubSpot's links end after some hours; otherwise the link goes, as the same type of message.
 *
 * @param key names the copy: the same file of the same reply is stored once.
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
      payload: { text: `[file] ${part.name ?? 'The agent sent a file that cannot be opened here.'}` },
    }
  }
  const copy = await copyToBotpress(installation, located, key, deadline)
  const kind = kindOf({
    ...(located.name === undefined ? {} : { name: located.name }),
    ...(copy?.contentType === undefined ? {} : { contentType: copy.contentType }),
    ...(located.hubspotType === undefined ? {} : { hubspotType: located.hubspotType }),
    ...(part.usage === undefined ? {} : { usage: part.usage }),
  })
  return messageOf(kind, copy?.url ?? located.url, located.name)
}

function messageOf(kind: ReturnType<typeof kindOf>, url: string, name: string | undefined): FileMessage {
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
    const file = await signedUrl(installation.hubspot, source.fileId, deadline)
    const extended = file.name && file.extension && !file.name.endsWith(`.${file.extension}`)
    const name = part.name ?? (extended ? `${file.name}.${file.extension}` : file.name)
    return { url: file.url, name, hubspotType: file.type, size: file.size }
  } catch (error) {
    // Without files.read, for a file HubSpot hides, or once the connection was revoked, the address in the message is all
    // there is; what the agent sent matters more than how long the link lives.
    const isRefusal = (error instanceof HubSpotError && !error.passing) || isApiError(error)
    if (!isRefusal) throw error
    installation.logger
      .forBot()
      .warn("An agent's file could not be read from HubSpot; its own link is sent instead. %s", reasonOf(error))
    return asGiven
  }
}

/** The copy in Botpress; undefined when there is none and the link has to do. */
async function copyToBotpress(
  installation: Installation,
  file: Located,
  key: string,
  deadline: number,
): Promise<{ url: string; contentType: string | undefined } | undefined> {
  if ((file.size ?? 0) > AGENT_FILE_COPY_MAX_BYTES) return undefined
  const until = deadline - timing.fileCopyReserve
  if (Date.now() >= until) return undefined
  try {
    return await within(until, "copy the agent's file", copy(installation, file, key, until))
  } catch (error) {
    const isExpected = error instanceof DownloadError || error instanceof OutOfTimeError || isApiError(error)
    if (!isExpected) throw error
    installation.logger.warn("An agent's file was not copied to Botpress; HubSpot's link is sent. %s", reasonOf(error))
    return undefined
  }
}

async function copy(installation: Installation, file: Located, key: string, deadline: number) {
  const { content, contentType } = await download(file.url, { maxBytes: AGENT_FILE_COPY_MAX_BYTES, deadline })
  const { file: stored } = await installation.client.uploadFile({
    // The name is what a browser saves the file as.
    key: `hubspot-inbox-hitl/${installation.ctx.webhookId}/${key}/${fileName(file.url, file.name, contentType)}`,
    content,
    ...(contentType === undefined ? {} : { contentType }),
    accessPolicies: ['public_content'],
    publicContentImmediatelyAccessible: true,
  })
  return { url: stored.url, contentType }
}
