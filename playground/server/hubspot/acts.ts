import type { AgentFile, HubSpotUi } from '../../../sim/hubspot'
import { agents, type Stage } from '../../../sim/hubspot-stage'
import type { Command, UploadedFile } from '../../protocol'
import type { DeskCommand } from '../desk'
import { Refusal } from '../refusal'
import { objectionTo } from './attachments'

/** What an agent can do in HubSpot, as commands. */
type AgentCommand = Extract<Command, { threadId: string }>

/** Does what people do in HubSpot's screens. Throws Refusal where HubSpot would not let them. */
export function actIn(stage: Stage, command: DeskCommand): void {
  if (command.do === 'move') moveRecord(stage, command)
  else doAsAgent(stage, command)
}

function moveRecord({ hubspot, portalId }: Stage, { typeId, id, stageId }: Extract<Command, { do: 'move' }>): void {
  const crm = hubspot.crm(portalId)
  const type = crm.objects().find((it) => it.typeId === typeId)
  const record = type && crm.records(typeId).find((it) => it.id === id)
  if (record === undefined) throw new Refusal(404, 'There is no such record.')
  const pipeline = type?.pipelines.find((it) => it.id === record.properties[type.pipelineProperty ?? ''])
  if (type?.stageProperty === undefined || !pipeline?.stages.some((stage) => stage.id === stageId)) {
    throw new Refusal(404, 'There is no such stage.')
  }
  crm.update(typeId, id, { [type.stageProperty]: stageId })
}

function doAsAgent({ hubspot, portalId, appId }: Stage, command: AgentCommand): void {
  const { threadId } = command
  const thread = hubspot.threads(portalId).find(({ id }) => id === threadId)
  if (thread === undefined || thread.archived) throw new Refusal(404, 'This conversation was deleted.')
  const named = [command.agentId, command.do === 'assign' ? command.by : undefined].filter(
    (id) => typeof id === 'string',
  )
  if (!named.every((id) => Object.values(agents).some(({ userId }) => userId === id))) {
    throw new Refusal(404, 'There is no such agent.')
  }
  if (command.do === 'reply') {
    const channel = hubspot.channels(appId).find(({ id }) => id === thread.channelId)
    const objection = objectionTo(command.files, channel?.capabilities ?? {})
    if (objection !== undefined) throw new Refusal(422, objection)
  }
  act(hubspot.ui, command)
}

function act(ui: HubSpotUi, command: AgentCommand): void {
  const { threadId } = command
  switch (command.do) {
    case 'reply':
      send(ui.reply, command, command.files)
      return
    case 'comment':
      send(ui.comment, command, [])
      return
    case 'assign': {
      const agent = command.by ?? command.agentId
      ui.assign(threadId, command.agentId, agent === null ? {} : { agent })
      return
    }
    case 'close':
      ui.close(threadId, { agent: command.agentId })
      return
    case 'reopen':
      ui.reopen(threadId, { agent: command.agentId })
      return
    case 'delete':
      ui.deleteThread(threadId, { agent: command.agentId })
      return
    default:
      throw new Refusal(404, 'HubSpot has nothing of that kind.')
  }
}

function send(
  write: HubSpotUi['reply'] | HubSpotUi['comment'],
  { threadId, agentId, body: html }: { threadId: string; agentId: string; body: string },
  files: readonly UploadedFile[],
): void {
  const hasContent = /<img\b/i.test(html) || html.replace(/<[^>]*>|&nbsp;|\s|\u200b/gi, '') !== ''
  if (!hasContent && files.length === 0)
    throw new Refusal(422, 'There is nothing to send yet: write something or attach a file.')
  const attachments = files.map(
    ({ name, contentType, base64 }): AgentFile => ({
      name,
      contentType,
      content: Buffer.from(base64, 'base64'),
    }),
  )
  try {
    write({ threadId, agent: agentId, attachments, ...(hasContent ? { richText: html } : { text: '' }) })
  } catch (error) {
    // The composer's objection, in its own words: the channel takes nothing from agents.
    if (error instanceof Error) throw new Refusal(422, error.message)
    throw error
  }
}
