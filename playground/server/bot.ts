/** The small scripted bot of a lamp shop. It decides what to say; who it says it to is not its business. */

export type BotReply =
  | { says: BotMessage }
  | { escalates: true }
  | { opensTicket: true }
  | { tellsOfTicket: true }
  | { asksWhoIsThere: true }

export type BotMessage =
  | { type: 'text'; payload: { text: string } }
  | { type: 'choice'; payload: { text: string; options: { label: string; value: string }[] } }

export const talkToAHuman = 'Talk to a human'
const openATicket = 'Open a ticket'
const howIsMyTicket = 'How is my ticket?'
const isAnybodyThere = 'Is anybody there?'
export const yes = 'Yes, please'
export const no = 'No'

const answers = [
  {
    question: 'How do I return a lamp?',
    words: /\b(return\w*|refund\w*|broken|damaged|exchange)\b/i,
    answer:
      'You have **30 days**. Pack the lamp as it came, and use the return label from the box:\n\n- unopened: full refund\n- damaged: we send a new one',
  },
  {
    question: 'Where is my order?',
    words: /\b(order|deliver\w*|parcel|ship\w*|arrive\w*)\b/i,
    answer:
      'Orders leave our workshop within **two working days**. The tracking link is in the e-mail we sent you then.',
  },
  {
    question: 'Which bulb do I need?',
    words: /\b(bulb\w*|light\w*|watt\w*|lamp)\b/i,
    answer: 'All our desk lamps take an **E14 LED bulb, up to 6 W**.',
  },
] as const

const asksWhoIsThere = /\b(any|some)(body|one)\b.*\b(there|here|available)\b/i
const wantsAHuman = /\b(humans?|agents?|persons?|people|somebody|someone|representative|support)\b/i

const choiceOf = (text: string, labels: readonly string[]): BotMessage => ({
  type: 'choice',
  payload: { text, options: labels.map((label) => ({ label, value: label })) },
})
const choice = (text: string) => choiceOf(text, [...answers.map(({ question }) => question), talkToAHuman])
export const text = (words: string): BotMessage => ({ type: 'text', payload: { text: words } })

/**
 * What can be chosen by somebody with whom the bot can work in HubSpot's CRM.
 *
 * @param canAsk whether to offer to say how their ticket stands.
 */
export const choiceWithTickets = (text: string, canAsk: boolean): BotMessage =>
  choiceOf(text, [
    ...(canAsk ? [howIsMyTicket] : []),
    openATicket,
    ...answers.map(({ question }) => question),
    isAnybodyThere,
    talkToAHuman,
  ])

/** A question that only a yes agrees to. */
export const askFor = (question: string): BotMessage => choiceOf(question, [yes, no])

/** Whether somebody agreed; whatever is not clearly a yes is a no. */
export const isYes = (said: string): boolean =>
  /^(yes|yes,? please|y|yep|yeah|ok|okay|sure|do it)[.!]*$/i.test(said.trim())

const hello = 'Hello, I am the bot of the lamp shop. What can I do for you?'
export const greeting = choice(hello)
/** For somebody who can be reached, but whom HubSpot does not know. */
export const greetingOfNew = choiceWithTickets(hello, false)
const needsAName = choice('For a ticket I have to know who you are. A person can help you with that.')
/** Where the bot cannot know who is there. */
const cannotSee = choice(
  'I cannot see who is there. Ask for a person all the same: should nobody come, the conversation comes back to me.',
)
/** Where the bot has no records to work with. */
const noTickets = choice('Tickets are nothing that I can see. A person can help you with that.')
export const noRecords = text('I cannot get at our records just now. Please try again in a moment, or talk to a human.')
export const greetingAgain = choice('I am back. Is there anything else I can do for you?')
/** Where nobody has taken the conversation. */
export const nobodyCame = choice(
  'Nobody could pick up just now. You can try again in a while, or ask me something else:',
)
export const busy = text('I am getting a person for you. Please say that again when they are here.')
export const takesFile = text('Thank you. I cannot look at files myself, but a person can see it if I hand you over.')
export const failed = text(
  'I could not reach a person just now. Please try again in a moment, or ask me something else.',
)

/** What the bot does about what an end user said. */
export function answerTo(said: string): BotReply {
  if (asksWhoIsThere.test(said)) return { asksWhoIsThere: true }
  if (said === talkToAHuman || wantsAHuman.test(said)) return { escalates: true }
  if (said === openATicket || /\b(open|new|create|file|another)\b.*\bticket\b/i.test(said)) return { opensTicket: true }
  if (said === howIsMyTicket || /\btickets?\b/i.test(said)) return { tellsOfTicket: true }
  if (said.trim().toLowerCase() === '/end')
    return { says: text('There is nobody to leave: you are talking to me, the bot.') }
  const known = answers.find(({ question, words }) => question === said || words.test(said))
  return {
    says: known ? text(known.answer) : choice('I am only a small bot and did not understand that. I can tell you:'),
  }
}

/**
 * What the bot says where it has no records of somebody to work with.
 *
 * @param hasRecords whether it has some of others.
 */
export function withoutRecords(asked: Exclude<BotReply, { says: BotMessage }>, hasRecords: boolean): BotMessage {
  if ('asksWhoIsThere' in asked) return cannotSee
  return hasRecords ? needsAName : noTickets
}

/** Choices that say nothing of what somebody is concerned with. */
const sayNothing = new Set([talkToAHuman, openATicket, howIsMyTicket, isAnybodyThere, yes, no])

/**
 * What the escalation is about: the last thing the end user said that is more than the wish for a human.
 *
 * @param said what the end user wrote, oldest first.
 */
export function titleFrom(said: readonly string[]): string {
  const last = said.findLast((words) => !sayNothing.has(words) && words.trim().toLowerCase() !== '/end')
  return beginningOf((last ?? 'Would like to talk to a human').trim())
}

/** UTF-16 units. */
const longestTitle = 80

/** As much as fits of what a reader takes for one character each: no half of an emoji. */
function beginningOf(text: string): string {
  let beginning = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (beginning.length + segment.length > longestTitle) break
    beginning += segment
  }
  return beginning
}
