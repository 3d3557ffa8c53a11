import { setTimeout as sleep } from 'node:timers/promises'
import type { ThreadMessage, ThreadView } from '../../../sim/hubspot'
import { agents, inboxes, type Stage } from '../../../sim/hubspot-stage'
import { picture, returnLabel } from '../files'
import { fileUrlOf } from '../lines'
import { joined, says } from '../matches'
import { Missing, type Step } from '../scene'
import { comments, isAssignedTo, isClosed, receives, sendsFile } from './matches'

export type HubSpotStep = Step<Stage, ThreadMessage>

const { dana, robin } = agents
const [customerCare, , helpDesk] = inboxes

/** The thread of the latest escalation. */
function latestThread({ hubspot, portalId }: Stage): ThreadView {
  const thread = hubspot.threads(portalId).at(-1)
  if (thread === undefined) throw new Missing('HubSpot has no thread')
  return thread
}

export const handOverStory: HubSpotStep[] = [
  {
    title: 'The bot builder saves the configuration.',
    async play(scene, stage) {
      const { bot, hubspot, appId, portalId } = stage
      scene.note('waiting: HubSpot takes a moment to show a new channel')
      await bot.register()
      scene.agentFact(
        'the channel "Botpress"',
        hubspot
          .channels(appId)
          .map(({ name }) => name)
          .join() === 'Botpress',
      )
      for (const { id, name } of [customerCare, helpDesk]) {
        const accounts = hubspot.accounts(portalId).filter(({ inboxId }) => inboxId === id)
        scene.agentFact(`the channel in the inbox "${name}"`, accounts.length === 1 && accounts[0]?.authorized === true)
      }
    },
  },
  {
    title: 'Kim talks to the bot and asks for a person. HubSpot gives the thread to Dana at once.',
    async play(scene, stage) {
      const { user } = scene
      stage.hubspot.autoAssign(stage.portalId, customerCare.id, dana.userId)
      // As in Botpress: until some time after the hand-over, whatever the integration says is dropped.
      stage.bot.plugin.activationDelayMs = 1_000
      await user.say('Hello, my desk lamp arrived broken.')
      user.botSays({
        type: 'choice',
        payload: {
          text: 'Sorry to hear that. What would you like?',
          options: [
            { label: 'Replacement', value: 'replace' },
            { label: 'A person', value: 'person' },
          ],
        },
      })
      await user.say('A person')
      await user.escalate({ title: 'Broken desk lamp', userEmail: 'kim@customers.example' })
      await scene.agentSees('the escalation', receives('Kim Lee', 'Broken desk lamp'))
      await scene.agentSees('the history', comments('my desk lamp arrived broken', '[Replacement] [✓ A person]'))
      await scene.userSees('that a person will come', says('system', 'I have escalated this conversation'))
      const [contact] = stage.hubspot.contacts(stage.portalId)
      const isLinked =
        contact?.properties.email === 'kim@customers.example' && latestThread(stage).visitorId === contact.id
      scene.agentFact('the thread is linked to the contact kim@customers.example', isLinked)
      scene.agentFact(`the thread is in "${customerCare.name}"`, latestThread(stage).inboxId === customerCare.id)
      await scene.agentSees('the assignment', isAssignedTo(dana))
      scene.note('waiting: Botpress does not listen in the first seconds, so Dana is announced after them')
      await scene.userSees('that Dana joined', joined)
      if (scene.user.session?.humanAgentName !== dana.name) throw new Missing("Botpress does not have Dana's name")
      stage.hubspot.autoAssign(stage.portalId, customerCare.id, undefined)
    },
  },
  {
    title: 'Kim writes.',
    async play(scene) {
      await scene.user.say('Is anybody there?')
      await scene.agentSees("Kim's message", receives('Kim Lee', 'Is anybody there?'))
    },
  },
  {
    title: 'Dana answers in rich text, which arrives as Markdown.',
    async play(scene, stage) {
      scene.note('waiting: Dana types')
      await sleep(1_000)
      stage.hubspot.ui.reply({
        threadId: latestThread(stage).id,
        agent: dana.userId,
        richText: '<p>Yes, I am <b>Dana</b>. Here is <a href="https://shop.example/">our shop</a>.</p>',
      })
      await scene.userSees(
        "Dana's answer",
        says('agent', 'Yes, I am **Dana**. Here is [our shop](https://shop.example/).'),
      )
    },
  },
  {
    title: 'Kim sends a picture.',
    async play(scene, stage) {
      const { user } = scene
      const imageUrl = stage.botpress.storeWebChatFile(stage.bot, picture)
      await user.say({ type: 'image', payload: { imageUrl, title: picture.name } })
      await scene.agentSees('the picture', sendsFile(picture.name))
      const stored = stage.hubspot.files(stage.portalId).some(({ content }) => content.equals(picture.content))
      if (!stored) throw new Missing("HubSpot does not have the picture's content")
    },
  },
  {
    title: 'Dana sends a PDF.',
    async play(scene, stage) {
      const threadId = latestThread(stage).id
      stage.hubspot.ui.reply({
        threadId,
        agent: dana.userId,
        text: 'Here is your label.',
        attachments: [returnLabel],
      })
      await scene.userSees("Dana's words", says('agent', 'Here is your label.'))
      const file = await scene.userSees('the PDF', (seen) => seen.from === 'agent' && seen.type === 'file')
      const content = await scene.asBrowser(async () => {
        const answer = await fetch(fileUrlOf(file) ?? '')
        return Buffer.from(await answer.arrayBuffer())
      })
      if (!content.equals(returnLabel.content)) throw new Missing('the end user cannot open the PDF')
    },
  },
  {
    title: 'Dana passes the thread on to Robin.',
    async play(scene, stage) {
      stage.hubspot.ui.assign(latestThread(stage).id, robin.userId)
      await scene.agentSees('the assignment', isAssignedTo(robin))
      await scene.userSees('that Robin joined', joined)
    },
  },
  {
    title: 'Robin writes a last word and closes in the same second; news of the closing comes first.',
    async play(scene, stage) {
      const { ui, webhooks } = stage.hubspot
      webhooks.delay('channel', 1_500)
      ui.reply({ threadId: latestThread(stage).id, agent: robin.userId, text: 'A new lamp is on its way. Goodbye!' })
      ui.close(latestThread(stage).id, { agent: robin.userId })
      scene.note('waiting: the end is told 3 s after the closing, so that the last word gets there before it')
      await scene.userSees('the last word', says('agent', 'A new lamp is on its way. Goodbye!'))
      await scene.userSees('that the agent closed', says('system', 'The human agent closed the conversation'))
      const [last] = scene.userLines().slice(-1)
      if (last?.startsWith('* The human agent closed') !== true) throw new Missing('the end came before the last word')
      webhooks.delay('channel', 0)
    },
  },
  {
    title: 'Later, Kim asks for a person again: a new session, a new thread, the same contact.',
    async play(scene, stage) {
      const { user } = scene
      const before = latestThread(stage)
      await user.say('One more question, please.')
      await user.escalate({ title: 'One more question', userEmail: 'kim@customers.example' })
      await scene.agentSees('the second escalation', receives('Kim Lee', 'One more question'))
      await user.say('Can I keep the old lamp?')
      await scene.agentSees("Kim's message", receives('Kim Lee', 'Can I keep the old lamp?'))
      scene.agentFact('a second thread', latestThread(stage).id !== before.id)
      const isSame =
        stage.hubspot.contacts(stage.portalId).length === 1 && latestThread(stage).visitorId === before.visitorId
      scene.agentFact('linked to the same contact', isSame)
    },
  },
  {
    title: 'Kim has had enough of waiting and ends the session.',
    async play(scene) {
      await scene.user.say('/end')
      await scene.agentSees('that Kim ended the session', comments('The user has ended the session'))
      await scene.agentSees('the closed thread', isClosed)
      await scene.userSees('that the bot is back', says('system', 'You have ended the session'))
    },
  },
]
