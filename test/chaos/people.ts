import { setTimeout as sleep } from 'node:timers/promises'
import type { EndUser } from '../../sim/botpress'
import { notices } from '../../sim/botpress/hitl-plugin/notices'
import type { Reply, Say, SessionPlan } from './schedule'
import type { Stagehand } from './stagehand'

/** What came of one session, as the people who took part in it know. */
export type PlayedSession = {
  plan: SessionPlan
  user: EndUser
  /** E-mail address or phone number of the end user; undefined for somebody nothing is known of. */
  identity: string | undefined
  /** How often the end user had to ask for a person. */
  attempts: number
  /** The desk's ID of the thread that the session ended up with. */
  threadId: string
  conversationId: string
  /** Botpress users of the agents the end user was told of, in order. */
  announced: string[]
  /** Where and under which ID each reply was written, and whether the end user had left by then. */
  replies: { reply: Reply; threadId: string; messageId: string; isAfterEnd: boolean }[]
}

const patience = 60_000

/** Plays a session from the escalation to its end; `former` is the session that the same person had before. */
export async function playSession(
  stagehand: Stagehand,
  user: EndUser,
  plan: SessionPlan,
  identity: string | undefined,
  former: PlayedSession | undefined,
): Promise<PlayedSession> {
  const played: PlayedSession = {
    plan,
    user,
    identity,
    attempts: 0,
    threadId: '',
    conversationId: '',
    announced: [],
    replies: [],
  }
  const stopListening = user.subscribe(({ from, payload }) => {
    if (from === 'system' && payload.text === notices.agentJoined) {
      played.announced.push(user.session?.humanAgentId ?? 'nobody')
    }
  })
  await user.say(`Good day, I have a question about ${plan.key}.`)
  await Promise.all([escalate(stagehand, user, played), playEarly(stagehand, played)])
  played.threadId = stagehand.threadOf(plan.key) ?? ''
  played.conversationId = user.session?.downstreamConversationId ?? ''
  await playActs(stagehand, played, plan.storm)
  if (former) for (const reply of plan.inFormer) await write(stagehand, former, reply, former.threadId)
  if (plan.end.when === 'calm') await stagehand.calmed()
  await playActs(stagehand, played, plan.calm)
  if (plan.end.when === 'calm') await stagehand.settled()
  await end(stagehand, played)
  for (const reply of plan.afterEnd) await write(stagehand, played, reply, played.threadId)
  await stagehand.until(() => user.session?.active === false, `the session ${plan.key} ends`, patience)
  stopListening()
  return played
}

/** Asks for a person until it works: a failed attempt is one that the bot's flow was told of. */
async function escalate(stagehand: Stagehand, user: EndUser, played: PlayedSession): Promise<void> {
  const { key, to } = played.plan
  for (;;) {
    played.attempts += 1
    try {
      return await user.escalate({ title: `Case ${key}.`, hitlSession: stagehand.hitlSession(to) })
    } catch (error) {
      if (played.attempts === 60) throw error
      await sleep(300)
    }
  }
}

async function playEarly(stagehand: Stagehand, played: PlayedSession): Promise<void> {
  const { key, early } = played.plan
  if (early.length === 0) return
  await stagehand.until(() => stagehand.threadOf(key) !== undefined, `the thread of ${key} opens`, patience)
  await playActs(stagehand, { ...played, threadId: stagehand.threadOf(key) ?? '' }, early)
}

async function playActs(
  stagehand: Stagehand,
  played: PlayedSession,
  acts: readonly SessionPlan['storm'][number][],
): Promise<void> {
  for (const act of acts) {
    if (act.kind === 'reply') {
      await write(stagehand, played, act, played.threadId)
      continue
    }
    await sleep(act.pause)
    if (act.kind === 'say') stagehand.underWay(played.user.say(said(stagehand, act)))
    else stagehand.desk.assign(played.threadId, act.agent ?? null)
  }
}

function said(stagehand: Stagehand, { form, words }: Say): Parameters<EndUser['say']>[0] {
  const [word = ''] = words
  if (form === 'text') return `About ${word}, please.`
  if (form === 'image') return { type: 'image', payload: { imageUrl: stagehand.pictureUrl, title: `Picture ${word}` } }
  const items = words.map((text) => ({ type: 'text', payload: { text: `Item ${text}` } }))
  return { type: 'bloc', payload: { items } }
}

async function write(stagehand: Stagehand, played: PlayedSession, reply: Reply, threadId: string): Promise<void> {
  await sleep(reply.pause)
  await stagehand.beforeWriting(threadId, reply.agent)
  const [word = '', ...files] = reply.words
  const text = `Answer ${word}, yours.`
  const { id } = stagehand.desk.reply({
    threadId,
    agent: reply.agent,
    ...(reply.form === 'plain' ? { text } : { richText: `<p>Answer <b>${word}</b>, yours.</p>` }),
    files: files.map((name) => ({
      name: `${name}.txt`,
      content: Buffer.from(`file ${name}`),
      contentType: 'text/plain',
    })),
  })
  played.replies.push({ reply, threadId, messageId: id, isAfterEnd: isOver(played) })
}

const isOver = ({ user, conversationId }: PlayedSession) =>
  user.sessions.find((session) => session.downstreamConversationId === conversationId)?.active === false

async function end(stagehand: Stagehand, { plan, user, threadId }: PlayedSession): Promise<void> {
  const { desk, underWay } = stagehand
  await sleep(plan.end.pause)
  switch (plan.end.by) {
    case 'agent':
      desk.close(threadId)
      return underWay(closeAgain(stagehand, user, threadId))
    case 'deletion':
      return desk.delete(threadId)
    case 'user':
      return user.say('/end')
    case 'bot':
      // Should it fail, the bot's flow hears of it; the session is over all the same.
      return underWay(user.stopByBot())
  }
}

/** What the end user wrote in the moment of the closing opens the thread again; the agent reads it, and closes again. */
async function closeAgain({ desk, until }: Stagehand, user: EndUser, threadId: string): Promise<void> {
  const { session } = user
  const isOver = () => session?.active === false
  const isOpen = () => desk.thread(threadId).state === 'open'
  while (!isOver()) {
    await until(() => isOver() || isOpen(), 'the thread is opened again or its session ends', patience)
    await sleep(300)
    if (!isOver() && isOpen()) desk.close(threadId)
  }
}
