import * as z from 'zod'
import type { Seen } from '../../sim/botpress'
import type { ChatLine, Content, EndUser } from '../protocol'
import { failureOf, failuresBeside } from './failures'
import type { Fate, Fates } from './fates'
import type { Guest } from './guests'
import type { Snapshot } from './snapshot'
import type { Traces } from './traces'

/** The left pane: an end user and what they see. */
export function endUserView(guest: Guest, snapshot: Snapshot, traces: Traces, fates: Fates): EndUser {
  const { user, person } = guest
  const session = user.session?.active ? user.session : undefined
  const talkingTo = guest.isEscalating ? 'escalating' : session === undefined ? 'bot' : talkingToIn(session)
  return {
    id: user.id,
    name: person.name,
    kind: person.kind,
    ...(person.address === undefined ? {} : { address: person.address }),
    talkingTo,
    ...(talkingTo === 'agent' && session?.humanAgentName !== undefined ? { agentName: session.humanAgentName } : {}),
    sessions: snapshot.sessions
      .filter(({ endUserId }) => endUserId === user.id)
      .map(({ conversationId, createdAt }) => ({ id: conversationId, at: createdAt })),
    transcript: user.transcript.map((seen) => ({
      ...lineOf(seen, guest.joined.get(seen.id) ?? seen.agentName, traces, fates),
      ...recordOf(guest, seen.id),
      ...failureOf(seen, snapshot, fates),
    })),
    failures: failuresBeside(user, snapshot),
  }
}

function recordOf({ records }: Guest, lineId: string): Pick<ChatLine, 'record'> {
  const record = records.get(lineId)
  return record === undefined ? {} : { record }
}

const talkingToIn = (session: { humanAgentId?: string }) => (session.humanAgentId === undefined ? 'nobody' : 'agent')

const deliveries: Record<Fate['is'], ChatLine['delivery'] & string> = {
  arrived: 'delivered',
  underWay: 'pending',
  reported: 'failed',
  lost: 'lost',
}

function lineOf(seen: Readonly<Seen>, agentName: string | undefined, traces: Traces, fates: Fates): ChatLine {
  const fate = fates.toAgent.get(seen.id)
  return {
    id: seen.id,
    at: seen.at,
    from: seen.from,
    ...(agentName === undefined ? {} : { agentName }),
    content: contentOf(seen),
    ...(fate === undefined ? {} : { delivery: deliveries[fate.is] }),
    trace: traces.traceOf(seen.id) ?? seen.id,
  }
}

const options = z.array(z.object({ label: z.string(), value: z.string() }))
const payloads = z.union([
  z.object({ text: z.string(), options }).transform((choice): Content => ({ type: 'choice', ...choice })),
  z.object({ text: z.string() }).transform(({ text }): Content => ({ type: 'text', text })),
  z
    .object({ imageUrl: z.string(), title: z.string().optional() })
    .transform((it) => file('image', it.imageUrl, it.title)),
  z
    .object({ audioUrl: z.string(), title: z.string().optional() })
    .transform((it) => file('audio', it.audioUrl, it.title)),
  z
    .object({ videoUrl: z.string(), title: z.string().optional() })
    .transform((it) => file('video', it.videoUrl, it.title)),
  z.object({ fileUrl: z.string(), title: z.string().optional() }).transform((it) => file('file', it.fileUrl, it.title)),
])

function file(type: 'image' | 'audio' | 'video' | 'file', url: string, title: string | undefined): Content {
  return { type, url, name: title ?? nameIn(url) }
}

/** The last part of the path. */
function nameIn(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url
  try {
    return decodeURIComponent(path.split('/').at(-1) ?? path)
  } catch {
    return path
  }
}

function contentOf({ payload }: Readonly<Seen>): Content {
  return payloads.safeParse(payload).data ?? { type: 'text', text: JSON.stringify(payload) }
}
