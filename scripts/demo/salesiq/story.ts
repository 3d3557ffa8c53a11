import { setTimeout as sleep } from 'node:timers/promises'
import type { Chat } from '../../../sim/salesiq'
import { operators, type SalesIqStage } from '../../../sim/salesiq-stage'
import { picture, returnLabel } from '../files'
import { fileUrlOf } from '../lines'
import { joined, says } from '../matches'
import { Missing, type Step } from '../scene'
import { asks, isEndedBy, isInCharge, isMissed, receives, sendsFile, wasSaid } from './matches'
import type { ChatLine } from './watch'

const { dana, robin } = operators

/** The chat of the latest escalation. */
function latestChat({ salesiq, screenName }: SalesIqStage): Chat {
  const chat = salesiq.chats(screenName).at(-1)
  if (chat === undefined) throw new Missing('SalesIQ has no chat')
  return chat
}

export const story: Step<SalesIqStage, ChatLine>[] = [
  {
    title: 'The bot builder saves the configuration.',
    async play(scene, { bot, salesiq, screenName, appId }) {
      await bot.register()
      const [webhook, ...others] = salesiq.webhooksOf(screenName)
      const isOurs = others.length === 0 && webhook?.url === bot.webhookUrl && webhook.appIds.join() === appId
      scene.agentFact("one webhook, for the bot's URL and the brand", isOurs)
      scene.agentFact('it is signed', webhook?.secured === true && webhook.keys.length === 1)
    },
  },
  {
    title: 'Kim talks to the bot and asks for a person. SalesIQ gives the chat to Dana at once.',
    async play(scene, stage) {
      const { user } = scene
      stage.salesiq.ui.autoAssign(stage.appId, dana.id)
      // As in Botpress: until some time after the hand-over, whatever the integration says is dropped.
      stage.bot.plugin.activationDelayMs = 1_000
      const [complaint, offer, wish] = ['My desk lamp arrived broken.', 'Would you like another?', 'A person, please.']
      await user.say(complaint)
      user.botSays(offer)
      await user.say(wish)
      await user.escalate({ title: 'Broken desk lamp', userEmail: 'kim@customers.example' })
      await scene.agentSees('the escalation', asks('Kim Lee', 'Broken desk lamp'))
      const history = wasSaid(
        { senderType: 'visitor', text: complaint },
        { senderType: 'bot', text: offer },
        { senderType: 'visitor', text: wish },
      )
      await scene.agentSees('the history', history)
      await scene.userSees('that a person will come', says('system', 'I have escalated this conversation'))
      scene.agentFact(
        'the visitor is kim@customers.example',
        latestChat(stage).visitor.email === 'kim@customers.example',
      )
      scene.agentFact('the department "Support"', latestChat(stage).department.name === 'Support')
      await scene.agentSees('that Dana is in charge', isInCharge(dana))
      scene.note('waiting: Botpress does not listen in the first seconds, so Dana is announced after them')
      await scene.userSees('that Dana joined', joined)
      if (user.session?.humanAgentName !== dana.name) throw new Missing("Botpress does not have Dana's name")
      stage.salesiq.ui.autoAssign(stage.appId, undefined)
    },
  },
  {
    title: 'Kim writes.',
    async play(scene) {
      await scene.user.say('Is anybody there?')
      await scene.agentSees("Kim's message", receives('Is anybody there?'))
    },
  },
  {
    title: 'Dana answers.',
    async play(scene, stage) {
      scene.note('waiting: Dana types')
      await sleep(1_000)
      stage.salesiq.ui.reply({ chatId: latestChat(stage).conversationId, text: 'Yes, I am Dana. Can you show me?' })
      await scene.userSees("Dana's answer", says('agent', 'Yes, I am Dana. Can you show me?'))
    },
  },
  {
    title: 'Kim sends a picture.',
    async play(scene, stage) {
      const imageUrl = stage.botpress.storeWebChatFile(stage.bot, picture)
      await scene.user.say({ type: 'image', payload: { imageUrl, title: picture.name } })
      await scene.agentSees('the picture', sendsFile(picture.name, picture.content))
    },
  },
  {
    title: 'Dana sends a PDF.',
    async play(scene, stage) {
      const chatId = latestChat(stage).conversationId
      stage.salesiq.ui.reply({ chatId, text: 'Here is your label.', files: [returnLabel] })
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
    title: 'Dana passes the chat on to Robin.',
    async play(scene, stage) {
      stage.salesiq.ui.transfer(latestChat(stage).conversationId, robin.id)
      await scene.agentSees('that Robin is in charge', isInCharge(robin))
      await scene.userSees('that Robin joined', joined)
    },
  },
  {
    title: 'Robin writes a last word and ends the chat in the same second; news of the end comes first.',
    async play(scene, stage) {
      const { ui, webhooks } = stage.salesiq
      const chatId = latestChat(stage).conversationId
      webhooks.delay(1_500)
      ui.reply({ chatId, operator: robin.id, text: 'A new lamp is on its way. Goodbye!' })
      webhooks.delay(0)
      ui.end(chatId, { by: 'agent', operator: robin.id })
      scene.note('waiting: the end is told 3 s after it occurred, so that the last word gets there before it')
      await scene.userSees('the last word', says('agent', 'A new lamp is on its way. Goodbye!'))
      await scene.agentSees('the end', isEndedBy('agent'))
      await scene.userSees('that the agent closed', says('system', 'The human agent closed the conversation'))
      const [last] = scene.userLines().slice(-1)
      if (last?.startsWith('* The human agent closed') !== true) throw new Missing('the end came before the last word')
    },
  },
  {
    title: 'Later, Kim asks for a person again, and nobody picks up. The bot hears of it.',
    async play(scene, stage) {
      const { user } = scene
      const before = latestChat(stage)
      await user.say('One more question, please.')
      await user.escalate({ title: 'One more question', userEmail: 'kim@customers.example' })
      await scene.agentSees('the second escalation', asks('Kim Lee', 'One more question'))
      const { conversationId, visitor } = latestChat(stage)
      const isAnother = conversationId !== before.conversationId && visitor.id === before.visitor.id
      scene.agentFact('a second chat, of the same visitor', isAnother)
      scene.note('waiting: nobody has time for Kim')
      await sleep(1_000)
      stage.salesiq.ui.miss(conversationId)
      await scene.agentSees('the missed chat', isMissed)
      await scene.userSees('that the bot is back', says('system', 'The human agent closed the conversation'))
      const told = stage.botpress.events(stage.bot).filter(({ type }) => type === 'conversationMissed')
      if (told.length !== 1) throw new Missing(`the bot was told ${told.length} times that nobody picked up`)
    },
  },
  {
    title: 'Kim asks once more, Robin picks up, and Kim has had enough and ends the session.',
    async play(scene, stage) {
      const { user } = scene
      await user.escalate({ title: 'Is anybody there now?', userEmail: 'kim@customers.example' })
      await scene.agentSees('the third escalation', asks('Kim Lee', 'Is anybody there now?'))
      stage.salesiq.ui.pickUp(latestChat(stage).conversationId, robin.id)
      await scene.userSees('that Robin joined', joined)
      await user.say('/end')
      await scene.agentSees('that Kim ended the chat', isEndedBy('visitor'))
      await scene.userSees('that the bot is back', says('system', 'You have ended the session'))
    },
  },
]
