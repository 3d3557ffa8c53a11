import { foundContact, foundTickets, type Written, written } from '../../../playground/server/hubspot/crm/answers'
import type { EndUser } from '../../../sim/botpress'
import type { Stage } from '../../../sim/hubspot-stage'
import { says } from '../matches'
import { Missing } from '../scene'
import type { HubSpotStep } from './story'

/** What the bot does in HubSpot's CRM once it has Kim back. */

const email = 'kim@customers.example'
const ordered = 'A new lamp for Kim'
const pickUp = 'Pick up the old lamp'

/** From one step to the next: whom the bot has recognised, and what Kim is to agree to. */
const known = { contactId: '', confirmation: '' }

export const crmStory: HubSpotStep[] = [
  {
    title: 'Robin has opened a ticket for Kim. Kim comes back, and the bot knows who that is and how it stands.',
    async play(scene, stage) {
      const { user } = scene
      const crm = stage.hubspot.crm(stage.portalId)
      const [contact] = stage.hubspot.contacts(stage.portalId)
      if (contact === undefined) throw new Missing('HubSpot has no contact')
      crm.add(
        'tickets',
        { subject: ordered, hs_pipeline: '0', hs_pipeline_stage: '3' },
        { associate: [{ object: 'contacts', id: contact.id }] },
      )
      scene.agentFact(`the ticket "${ordered}"`, tickets(stage).length === 1)
      await user.say('Hello again.')
      const found = foundContact.parse(await stage.bot.callAction('findContact', { email }))
      known.contactId = found.contact?.id ?? ''
      const { tickets: open } = foundTickets.parse(
        await stage.bot.callAction('findTicket', { contactId: known.contactId }),
      )
      const about = open.map(({ subject, stage: standing }) => `"${subject}" is ${standing}.`).join(' ')
      user.botSays(`Hello ${found.contact?.firstName}! ${about}`)
      await scene.userSees('their name and their ticket', says('bot', `Hello Kim! "${ordered}" is Waiting on us.`))
    },
  },
  {
    title: 'Kim wants one more. The bot asks first; that it confirms by itself is refused.',
    async play(scene, stage) {
      const { user } = scene
      await user.say(`Can you open a ticket? ${pickUp}, please.`)
      const { status, say = '', confirmation = '' } = await createTicket(stage, user)
      if (status !== 'needsConfirmation') throw new Missing(`a question before the ticket, it was ${status}`)
      known.confirmation = confirmation
      const inHaste = await createTicket(stage, user).then(
        () => 'written',
        (error: unknown) => String(error),
      )
      if (!inHaste.includes('The user has not answered yet')) throw new Missing('a confirmation in haste was taken')
      const options = ['Yes, please', 'No'].map((label) => ({ label, value: label }))
      user.botSays({ type: 'choice', payload: { text: say, options } })
      await scene.userSees('what would be written', says('bot', 'Shall I create a ticket', pickUp))
      scene.agentFact('still one ticket', tickets(stage).length === 1)
    },
  },
  {
    title: 'Kim says yes. The ticket is made once, although the bot asks for it twice at the same time.',
    async play(scene, stage) {
      const { user } = scene
      await user.say('Yes, please')
      const outcomes = await Promise.allSettled([createTicket(stage, user), createTicket(stage, user)])
      const done = outcomes.flatMap((it) => (it.status === 'fulfilled' && it.value.status === 'done' ? it.value : []))
      const [{ record } = {}] = done
      if (done.length !== 1 || record === undefined) throw new Missing(`it was written ${done.length} times`)
      user.botSays(`Your ticket is open: ${record.title}.`)
      await scene.userSees('that it is open', says('bot', `Your ticket is open: ${pickUp}.`))
      const made = tickets(stage).filter(({ properties }) => properties.subject === pickUp)
      scene.agentFact(`one ticket "${pickUp}"`, made.length === 1 && made[0]?.id === record.id)
      const links = stage.hubspot.crm(stage.portalId).associations({ object: 'tickets', id: record.id }, 'contacts')
      scene.agentFact('for the contact Kim Lee', links.length === 1 && links[0]?.id === known.contactId)
    },
  },
]

const tickets = ({ hubspot, portalId }: Stage) => hubspot.crm(portalId).records('tickets')

/** What a bot's card does: the builder has pinned conversation and message. */
async function createTicket({ bot }: Stage, user: EndUser): Promise<Written> {
  const messageId = user.transcript.findLast(({ from }) => from === 'user')?.id
  const { conversationId } = user
  return written.parse(await bot.callAction('createTicket', { subject: pickUp, ...known, conversationId, messageId }))
}
