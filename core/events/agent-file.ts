import { isApiError } from '@botpress/sdk'
import pMap from 'p-map'
import QuickLRU from 'quick-lru'
import { type AgentFile, type AgentReply, DeskError, type LocatedFile } from '../desk'
import type { Installation } from '../installation'
import { type FileKind, kindOf } from '../messages/file-kind'
import { fileName } from '../messages/file-name'
import { AGENT_FILE_COPY_MAX_BYTES } from '../messages/limits'
import { plainMarkdown } from '../messages/plain-markdown'
import type { ReplyPart } from '../messages/reply-parts'
import { isWanted, storedType } from '../messages/served-file'
import { DownloadError, download } from '../platform/download'
import { answerOfBotpress } from '../platform/persistently'
import { reasonOf } from '../platform/reason'
import { OutOfTimeError, within } from '../platform/within'
import type { Session } from '../session/session'
import { timing } from '../timing'

/**
 * What became of copying a file; `absent` when whoever opens its link finds no file either, `late` when another try may do
 * better.
 */
type Copied = { url: string; contentType: string | undefined; name: string | undefined } | 'link' | 'absent' | 'late'

type FileMessage =
  | { type: 'image'; payload: { imageUrl: string; title?: string } }
  | { type: 'audio'; payload: { audioUrl: string; title?: string } }
  | { type: 'video'; payload: { videoUrl: string; title?: string } }
  | { type: 'file'; payload: { fileUrl: string; title?: string } }
  | { type: 'text'; payload: { text: string } }

/** `key` names the copy: the same file of the same reply is stored once. */
type Terms = { key: string; isLastTry: boolean; deadline: number }

/**
 * The Botpress message for an agent's file. The file is copied to Botpress while it is small enough and there is time,
 * since a desk's links may end after some hours; otherwise the link goes, as the same type of message. Where there is no file
 * behind the link, which would show as an empty frame or not at all, it goes as text; where there is no link, a word does.
 *
 * @throws {DeskError} only for a passing fault, while nobody else can fetch the file and it can come again.
 */
export async function agentFile(
  installation: Installation,
  session: Session,
  part: AgentFile,
  terms: Terms,
): Promise<FileMessage> {
  const { texts } = installation
  const located = await locate(installation, session, part, terms)
  if (located === undefined) {
    return {
      type: 'text',
      payload: { text: plainMarkdown(`[${texts.file}] ${part.name ?? texts.fileNotOpened}`) },
    }
  }
  const copied = await copyToBotpress(installation, located, part, terms)
  const isOursAlone = located.authorization !== undefined
  if (copied === 'late' && isOursAlone && !terms.isLastTry) throw notNow(installation)
  const copy = typeof copied === 'string' ? undefined : copied
  const kind = kindOf({
    name: located.name ?? copy?.name,
    contentType: copy?.contentType,
    sorted: located.kind,
    meant: part.kind,
  })
  if (typeof copied === 'string' && isOursAlone) {
    return {
      type: 'text',
      payload: { text: plainMarkdown(`[${texts[kind]}] ${located.name ?? ''} ${texts.notShown}`) },
    }
  }
  if (copied === 'absent') {
    const words = [`[${texts[kind]}]`, located.name ?? '', located.url].filter((word) => word !== '')
    return { type: 'text', payload: { text: plainMarkdown(words.join(' ')) } }
  }
  return messageOf(kind, copy?.url ?? located.url, located.name)
}

const notNow = ({ desk }: Installation) =>
  new DeskError(`An agent's file could not be brought from ${desk.name} to Botpress now.`, 'unclear', '')

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

/** Where the file can be fetched from; undefined when the desk gives no way. */
async function locate(
  { desk, logger }: Installation,
  session: Session,
  part: AgentFile,
  { isLastTry, deadline }: Terms,
): Promise<LocatedFile | undefined> {
  const { source, name } = part
  const asGiven = source.url === undefined ? undefined : { url: source.url, name }
  if (source.fileId === undefined || desk.locate === undefined) return asGiven
  try {
    // Some time is left for the address in the message, where there is one.
    const until = asGiven === undefined ? deadline : deadline - timing.fileCopyReserve
    return (await desk.locate(session, part, until)) ?? asGiven
  } catch (error) {
    // Where the desk hides a file, or once the connection was revoked, the address in the message is all there is; what the
    // agent sent matters more than how long the link lives.
    if (!(error instanceof DeskError) && !isApiError(error)) throw error
    if (asGiven === undefined && !isLastTry && error instanceof DeskError && error.passing) throw error
    const text = "An agent's file could not be read from %s; its own link is sent instead. %s"
    logger.forBot().warn(text, desk.name, reasonOf(error))
    return asGiven
  }
}

/** Copies the file, unless it is too large or the time too short. */
async function copyToBotpress(
  installation: Installation,
  file: LocatedFile,
  part: AgentFile,
  { key, deadline }: Terms,
): Promise<Copied> {
  const { desk, logger } = installation
  if ((file.size ?? 0) > AGENT_FILE_COPY_MAX_BYTES) return 'link'
  const until = deadline - timing.fileCopyReserve
  // What an earlier try has copied is there at once, however little time is left.
  if (Date.now() >= until && !copies.has(copyName(installation, key))) return 'late'
  try {
    return await within(until, "copy the agent's file", copyOnce(installation, file, part, key, until))
  } catch (error) {
    if (error instanceof DownloadError && error.fault === 'absent') {
      const text = "An agent's file is not where %s says; the end user gets its link or its name as text. %s"
      logger.forBot().warn(text, desk.name, reasonOf(error))
      return 'absent'
    }
    const isExpected = error instanceof DownloadError || error instanceof OutOfTimeError || isApiError(error)
    if (!isExpected) throw error
    logger.warn("An agent's file was not copied to Botpress. %s", reasonOf(error))
    return mayPass(error) ? 'late' : 'link'
  }
}

/** Whether the same may go well another time. */
function mayPass(error: unknown): boolean {
  if (error instanceof DownloadError) return error.fault === 'passing' || error.fault === 'slow'
  return error instanceof OutOfTimeError || answerOfBotpress(error) === 'not now'
}

/** Copies under way or made, by installation and key: one that took too long is there for the next try. */
const copies = new QuickLRU<string, ReturnType<typeof copy>>({ maxSize: 200, maxAge: 600_000 })

function copyOnce(installation: Installation, ...[file, part, key, deadline]: Copying): ReturnType<typeof copy> {
  const name = copyName(installation, key)
  const known = copies.get(name)
  if (known !== undefined) return known
  const copying = copy(installation, file, part, key, deadline)
  copies.set(name, copying)
  copying.catch(() => copies.delete(name))
  return copying
}

const copyName = ({ key: installation }: Installation, key: string) => `${installation}:${key}`

type Copying = [file: LocatedFile, part: AgentFile, key: string, deadline: number]

/**
 * Begins to copy the files of a reply that has to wait for its turn, so that it need not wait for them as well. Never
 * throws: whatever fails is tried again, and reported, when the turn comes.
 */
export async function copyAhead(
  installation: Installation,
  session: Session,
  reply: AgentReply,
  deadline: number,
): Promise<void> {
  if (reply.isCut) return
  const files = reply.parts(installation.texts).flatMap((part) => (part.type === 'file' ? part : []))
  const ahead = async (part: Extract<ReplyPart, { type: 'file' }>) => {
    const located = await installation.desk.locate?.(session, part, deadline)
    if (located === undefined || (located.size ?? 0) > AGENT_FILE_COPY_MAX_BYTES) return
    await copyOnce(installation, located, part, copyKey(reply, part), deadline)
  }
  await pMap(files, (part) => ahead(part).catch(() => undefined), { concurrency: 4 })
}

/** What the copy of a file is called: the same file of the same reply is stored once. */
export const copyKey = ({ id }: AgentReply, { key }: ReplyPart): string => `${id}-${key}`

async function copy(installation: Installation, file: LocatedFile, part: AgentFile, key: string, deadline: number) {
  const { client, desk, fileFolder } = installation
  const { authorization } = file
  const limits = { maxBytes: AGENT_FILE_COPY_MAX_BYTES, deadline, desk: desk.apiUrl, authorization }
  const served = await download(file.url, limits)
  // Only what the agent meant it as is held against it: a desk's own sorting and names may be wrong.
  const kind = part.kind
  const wanted = { url: file.url, title: file.name, kind: kind === 'file' ? undefined : kind }
  if (!isWanted(wanted, served)) throw new DownloadError('what is at its address is something else', 'absent')
  const contentType = storedType(wanted, served)
  const { file: stored } = await client.uploadFile({
    // The name is what a browser saves the file as.
    key: `${fileFolder}/${key}/${fileName(file.url, file.name, contentType, { served: served.name, kind })}`,
    content: served.content,
    ...(contentType === undefined ? {} : { contentType }),
    accessPolicies: ['public_content'],
    publicContentImmediatelyAccessible: true,
  })
  return { url: stored.url, contentType, name: served.name }
}
