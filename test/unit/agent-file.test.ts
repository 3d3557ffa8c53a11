import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { AgentFile, AgentReply, Desk } from '../../core/desk'
import { agentFile } from '../../core/events/agent-file'
import { noteKnownMessage } from '../../core/events/known-messages'
import { awaitEarlier } from '../../core/events/replying'
import type { Installation } from '../../core/installation'
import { languages } from '../../core/texts/languages'
import { timing } from '../../core/timing'
import { until } from '../stage/until'
import { onBotpress } from './botpress-rig'
import { sessionAs } from './session-fixture'

const part: AgentFile = { type: 'file', source: { fileId: '1' }, name: 'lamp.png' }

/** A desk whose files want a token, so that nobody else can fetch them; ends with the test. */
async function deskWithFile(): Promise<{ desk: Desk; asked: () => number }> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from('89504e470d0a1a0a', 'hex'))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const apiUrl = `http://127.0.0.1:${address.port}`
  const nothing = async () => {
    throw new Error('Nothing of this is asked here')
  }
  const desk: Desk = {
    name: 'Desk',
    apiUrl,
    ...{ textMax: 100, noteMax: 100, fileMax: 100, history: 'off', reopensByMessage: false },
    destination: nothing,
    open: nothing,
    send: nothing,
    note: nothing,
    close: nothing,
    locate: async () => ({ url: `${apiUrl}/1`, name: part.name, authorization: 'Bearer token' }),
  }
  return { desk, asked: () => asked }
}

const replyWithFile: AgentReply = {
  ...{ id: '2', author: '501', authorName: 'Dana', writtenAt: 2, threadId: '77' },
  ...{ recipients: [], via: undefined, isCut: false, isMarked: false },
  parts: () => [{ key: 'attachment-0', ...part }],
}

test("a copy of an agent's file that an earlier try has made serves a later one that has no time to make it", async () => {
  const { client, logger } = await onBotpress()
  const { desk, asked } = await deskWithFile()
  const installation: Installation = {
    key: 'one',
    client,
    logger,
    desk,
    fileFolder: 'folder',
    texts: languages.English,
  }
  const tryWithin = (ms: number) =>
    agentFile(installation, sessionAs(), part, { key: 'reply-0', isLastTry: false, deadline: Date.now() + ms })
  const tooShort = timing.fileCopyReserve
  await expect(tryWithin(tooShort)).rejects.toThrow('could not be brought')
  expect(asked()).toBe(0)
  const made = await tryWithin(tooShort + 20_000)
  expect(made).toMatchObject({ type: 'image' })
  expect(await tryWithin(tooShort)).toEqual(made)
  expect(asked()).toBe(1)
})

test("an agent's file is copied while its reply waits for an earlier one of another process", async () => {
  const { client, logger } = await onBotpress()
  const { desk, asked } = await deskWithFile()
  const installation: Installation = {
    key: 'two',
    client,
    logger,
    desk,
    fileFolder: 'folder',
    texts: languages.English,
  }
  const { conversation } = await client.createConversation({ channel: 'hitl', tags: {} })
  const replying = { messageId: '1', writtenAt: 1, until: Date.now() + 20_000, parts: 1 }
  const session = sessionAs({ conversationId: conversation.id, replying })
  const waiting = awaitEarlier(installation, session, replyWithFile, Date.now() + 20_000)
  await until(() => asked() === 1)
  // The earlier one comes to its end.
  noteKnownMessage(installation, '1')
  await waiting
})
