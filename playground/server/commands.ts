import type { Command } from '../protocol'
import type { Breakages } from './breakages'
import type { Desk } from './desk'
import type { Guests } from './guests'
import type { LocalIntegration } from './integration'
import type { Language } from './language'
import { Refusal } from './refusal'
import { checkSize } from './uploaded'

export type Players = {
  desk: Pick<Desk, 'act' | 'expireTokens' | 'presence'>
  guests: Guests
  breakages: Breakages
  language: Pick<Language, 'choose'>
  integration: Pick<LocalIntegration, 'restart' | 'state'>
}

/**
 * Sets off what the page asks for; what comes of it shows in the panes. Resolves at once but for what the integration itself
 * may refuse. Throws Refusal.
 */
export async function carryOut(players: Players, command: Command): Promise<void> {
  const { desk, guests, breakages, language, integration } = players
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
    case 'speak':
      await language.choose(command.language)
      return
    case 'be-there':
      if (desk.presence === undefined) throw new Refusal(404, 'Nobody can know that here.')
      desk.presence.set(command.agentId, command.isThere)
      return
    case 'break':
      breakages.set(command.id, command.on)
      return
    case 'expire-tokens':
      desk.expireTokens()
      return
    case 'restart-integration':
      if (integration.state().state === 'starting') throw new Refusal(409, 'The integration is starting already.')
      void integration.restart()
      return
    default:
      desk.act(command)
  }
}
