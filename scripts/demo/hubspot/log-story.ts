import { agents, type Stage } from '../../../sim/hubspot-stage'
import { says } from '../matches'
import { Missing } from '../scene'
import { comments, isClosed, receives } from './matches'
import type { HubSpotStep } from './story'

const email = 'kim@customers.example'
const said = 'I paid with card 4111 1111 1111 1111.'

/** What is left of a conversation in HubSpot, once the bot builder wants it to be. */
export const logStory: HubSpotStep[] = [
  {
    title: "The interaction log is switched on: what Kim and Dana say is on Kim's timeline, without the card number.",
    async play(scene, stage) {
      const { bot, hubspot, portalId } = stage
      bot.configuration = { ...bot.configuration, interactionLog: 'summaryAndTranscript' }
      await bot.register()
      await scene.user.escalate({ title: 'A lamp that was paid twice', userEmail: email })
      await scene.agentSees('the escalation', receives('Kim Lee', 'A lamp that was paid twice'))
      await scene.agentSees('the history', comments('Your ticket is open'))
      await scene.user.say(said)
      await scene.agentSees("Kim's message", receives('Kim Lee', said))
      const threadId = hubspot.threads(portalId).at(-1)?.id
      if (threadId === undefined) throw new Missing('HubSpot has no thread')
      hubspot.ui.reply({ threadId, agent: agents.dana.userId, text: 'It is on its way back to you.' })
      await scene.userSees("Dana's answer", says('agent', 'It is on its way back to you.'))
      hubspot.ui.close(threadId, { agent: agents.dana.userId })
      await scene.agentSees('the closed thread', isClosed)
      await scene.userSees('that Dana closed', says('system', 'The human agent closed the conversation'))
      await scene.settled()
      const notes = timeline(stage)
      const [note = ''] = notes
      scene.agentFact("a note on Kim's timeline", notes.length === 1 && note.includes('Chat with Kim Lee'))
      scene.agentFact(
        'in it: "I paid with card [card number removed]."',
        note.includes('I paid with card [card number removed].') && !note.includes('1111'),
      )
      scene.agentFact('and: "It is on its way back to you."', note.includes('It is on its way back to you.'))
    },
  },
]

function timeline({ hubspot, portalId }: Stage): string[] {
  const [contact] = hubspot.contacts(portalId)
  if (contact === undefined) throw new Missing('HubSpot has no contact')
  const { entries } = hubspot.crm(portalId).timeline(contact.id)
  return entries.map(({ properties }) => properties.hs_note_body ?? '')
}
