import type { SelfTestTag } from '../botpress'
import type { DeskEvent } from '../desk'
import type { Installation } from '../installation'
import { shorten } from '../messages/split-text'
import { isNotFound } from '../platform/not-found'
import type { Session } from '../session/session'
import { sessionOf } from '../session/sessions'
import { heardTags } from './run'

/**
 * Notes what happens to the thread of a self-test, and nothing else: the bot hears nothing of it. Each thing has tags of its
 * own, so they can come in any order, twice, and to any process; the first counts.
 *
 * @returns whether the self-test is still there.
 */
export async function heard(installation: Installation, test: Session, event: DeskEvent): Promise<boolean> {
  const tags = tagsFor(event)
  const isNews = Object.values(heardTags).some((name) => tags[name] !== undefined && !test.tags[name])
  if (!isNews) return true
  try {
    const { conversation } = await installation.client.updateConversation({ id: test.conversationId, tags })
    sessionOf(installation, conversation)
    return true
  } catch (error) {
    if (isNotFound(error)) return false
    throw error
  }
}

type Written = { [K in SelfTestTag]?: string }

/** Longest value of a tag. */
const tagMax = 500

function tagsFor(event: DeskEvent): Written {
  const now = String(Date.now())
  switch (event.kind) {
    case 'assigned': {
      const { agent, name } = event
      if (agent === undefined) return {}
      return { testTakenAt: now, testAgent: agent, ...(name && { testAgentName: shorten(name, tagMax) }) }
    }
    case 'reply':
      return { testRepliedAt: now }
    case 'ended':
      return { testClosedAt: now, testClosedAs: event.reason }
    default:
      return {}
  }
}
