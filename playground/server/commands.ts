import type { Stage } from '../../sim/hubspot-stage'
import type { Command, UploadedFile } from '../protocol'
import { doAsAgent } from './agent-desk'
import { bytesOf } from './attachments'
import type { Breakages } from './breakages'
import type { Guests } from './guests'
import type { LocalIntegration } from './integration'
import { Refusal } from './refusal'

export type Players = {
  stage: Stage
  guests: Guests
  breakages: Breakages
  integration: Pick<LocalIntegration, 'restart' | 'state'>
}

/** Largest file that an end user may send, in bytes. */
export const largestFile = 20_000_000

/** Sets off what the page asks for; what comes of it shows in the panes. Throws Refusal. */
export function carryOut({ stage, guests, breakages, integration }: Players, command: Command): void {
  switch (command.do) {
    case 'add-user':
      guests.add(command.kind)
      return
    case 'say':
      guests.say(guests.get(command.userId), command.text)
      return
    case 'send-file':
      checkSize(command.file)
      guests.sendFile(guests.get(command.userId), command.file)
      return
    case 'escalate':
      guests.escalate(guests.get(command.userId), command.inboxId)
      return
    case 'move':
      moveRecord(stage, command)
      return
    case 'break':
      breakages.set(command.id, command.on)
      return
    case 'expire-tokens':
      stage.hubspot.expireAccessTokens(stage.portalId)
      return
    case 'restart-integration':
      if (integration.state().state === 'starting') throw new Refusal(409, 'The integration is starting already.')
      void integration.restart()
      return
    default:
      doAsAgent(stage, command)
  }
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

function checkSize(file: UploadedFile): void {
  if (bytesOf(file) > largestFile) throw new Refusal(413, `“${file.name}” is larger than 20 MB.`)
}
