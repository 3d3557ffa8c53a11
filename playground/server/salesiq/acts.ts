import type { SalesIqStage } from '../../../sim/salesiq-stage'
import type { UploadedFile } from '../../protocol'
import type { DeskCommand } from '../desk'
import { Refusal } from '../refusal'
import type { Chronicle } from './chronicle'

/** Does what operators do in SalesIQ's screens. Throws Refusal where SalesIQ would not let them. */
export function actIn({ salesiq, screenName }: SalesIqStage, chronicle: Chronicle, command: DeskCommand): void {
  if (command.do === 'move' || command.do === 'assign' || command.do === 'delete') {
    throw new Refusal(404, 'SalesIQ has nothing of that kind.')
  }
  const { threadId, agentId } = command
  const { operators } = salesiq.portal(screenName)
  const operator = operators.get(agentId)
  if (operator === undefined) throw new Refusal(404, 'There is no such operator.')
  const chat = salesiq.chats(screenName).find(({ conversationId }) => conversationId === threadId)
  if (chat === undefined) throw new Refusal(404, 'There is no such chat.')
  // What happened of itself until now is nothing that they did.
  chronicle.look(chat)
  const { ui } = salesiq
  switch (command.do) {
    case 'pick-up':
      expect(chat.status === 'waiting', 'This chat does not wait for anybody.')
      ui.pickUp(threadId, agentId)
      break
    case 'reply':
      expect(chat.status !== 'waiting', 'Pick the chat up first.')
      expect(chat.status === 'connected', 'This chat is over.')
      reply(command.body.trim(), command.files, (text, files) =>
        ui.reply({ chatId: threadId, operator: agentId, ...(text === '' ? {} : { text }), files }),
      )
      break
    case 'comment':
      if (command.body.trim() === '') throw new Refusal(422, 'There is nothing to note yet: write something.')
      ui.note(threadId, agentId, command.body.trim())
      break
    case 'transfer':
      expect(chat.status === 'connected', 'Only a chat that somebody has picked up can be transferred.')
      if (!operators.has(command.to)) throw new Refusal(404, 'There is no such operator.')
      ui.transfer(threadId, command.to)
      break
    case 'close':
      expect(chat.status === 'connected', 'Only a chat that somebody has picked up can be ended.')
      ui.end(threadId, { by: 'agent', operator: agentId })
      break
    case 'idle':
      expect(chat.status === 'connected', 'Only a chat that somebody has picked up can become idle.')
      ui.end(threadId, { by: 'system' })
      break
    case 'miss':
      expect(chat.status === 'waiting', 'This chat does not wait for anybody.')
      ui.miss(threadId)
      break
    case 'reopen':
      expect(chat.status === 'ended' || chat.status === 'missed', 'This chat is not over.')
      ui.reopen(threadId)
  }
  const isOfItself = command.do === 'idle' || command.do === 'miss'
  chronicle.look(salesiq.chat(threadId), isOfItself ? undefined : operator.name)
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Refusal(409, otherwise)
}

type Write = (text: string, files: { name: string; contentType: string; content: Buffer }[]) => void

function reply(text: string, files: readonly UploadedFile[], write: Write): void {
  if (text === '' && files.length === 0) {
    throw new Refusal(422, 'There is nothing to send yet: write something or attach a file.')
  }
  write(
    text,
    files.map(({ name, contentType, base64 }) => ({ name, contentType, content: Buffer.from(base64, 'base64') })),
  )
}
