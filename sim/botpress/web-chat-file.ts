import { randomUUID } from 'node:crypto'
import { contentUrl } from './api/file-content'
import { newId } from './records'
import { isoNow, type StoredFile, type World } from './world'

/** A file that an end user attaches. */
export type WebChatFile = { name: string; contentType: string; content: Buffer }

/**
 * Puts a file where web chat puts what an end user attaches, without the integration's part in it.
 *
 * @returns its public URL.
 */
export function storeWebChatFile(
  world: World,
  of: { webhookId: string; botId: string },
  { name, contentType, content }: WebChatFile,
): string {
  const at = isoNow(world)
  const id = newId('file')
  const file: StoredFile = {
    owner: of.webhookId,
    record: {
      id,
      botId: of.botId,
      key: `webchat/${id}/${name}`,
      contentType,
      tags: {},
      metadata: {},
      accessPolicies: ['public_content'],
      createdAt: at,
      updatedAt: at,
    },
    declaredSize: content.length,
    needsPublicTag: false,
    secret: randomUUID(),
    content,
  }
  world.files.set(id, file)
  return contentUrl(world, file)
}
