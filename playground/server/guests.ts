import type { EndUser } from '../../sim/botpress'
import { IntegrationCallError } from '../../sim/botpress'
import { notices } from '../../sim/botpress/hitl-plugin/notices'
import type { RecordRef } from '../crm-protocol'
import type { UploadedFile, UserKind } from '../protocol'
import { answerTo, busy, failed, greeting, takesFile, talkToAHuman, titleFrom, withoutRecords } from './bot'
import { Comeback } from './comeback'
import type { Desk, Turns } from './desk'
import { type Person, personOf } from './people'
import { Refusal } from './refusal'
import { fileMessage } from './user-file'

/** An end user in web chat, with what the plugin's model does not know of them. */
export type Guest = {
  user: EndUser
  person: Person
  isEscalating: boolean
  /** How many lines of the transcript belong to sessions that are over, or to the one that is on. */
  settled: number
  /** Who joined, by the id of the notice that says somebody did. */
  joined: Map<string, string>
  /** What the bot does for them in the CRM; absent for who is anonymous, and where there is none. */
  talk?: { readonly asksFor: 'subject' | 'agreement' | undefined; forget(): void }
  /** The records that lines are about, by the ids of the lines. */
  records: Map<string, RecordRef>
}

/** ms; an answer that comes at once reads like an echo. */
const botPause = 250

/** The end users and the bot they talk to. */
export class Guests {
  readonly all: Guest[] = []
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly comeback: Comeback

  /**
   * @param changed is called when something changed that shows nowhere else.
   * @param turns what the bot does in the CRM; without, it knows nobody.
   */
  constructor(
    private readonly desk: Pick<Desk, 'bot' | 'botpress' | 'inboxes' | 'sessionIn' | 'meet' | 'missedEvent'>,
    private readonly changed: () => void,
    private readonly turns?: Turns,
  ) {
    const find = (conversationId: string) => this.all.find(({ user }) => user.conversationId === conversationId)?.user
    this.comeback = new Comeback(desk, find, (run, pause) => this.soon(run, pause))
  }

  /** A new end user, whom the bot greets. */
  add(kind: UserKind): Guest {
    const { bot } = this.desk
    const person = personOf(kind, this.all.filter((guest) => guest.person.kind === kind).length)
    this.desk.meet?.(person)
    const user = bot.plugin.startConversation(person.hasName ? { name: person.name } : {})
    const guest: Guest = { user, person, isEscalating: false, settled: 0, joined: new Map(), records: new Map() }
    this.all.push(guest)
    let continued = 0
    user.subscribe(({ id, from, payload }) => {
      this.changed()
      if (user.session?.active) guest.settled = user.transcript.length
      const agentName = user.session?.humanAgentName
      if (from === 'system' && payload.text === notices.agentJoined && agentName !== undefined) {
        guest.joined.set(id, agentName)
      }
      // The plugin says its goodbye first and then lets the bot's flow go on, in the same turn.
      setImmediate(() => {
        if (user.timesContinued === continued) return
        continued = user.timesContinued
        this.comeback.over(user)
      })
    })
    if (this.turns?.begin(guest) !== true) user.botSays(greeting)
    return guest
  }

  /** @throws {Refusal} for somebody who is not there. */
  get(id: string): Guest {
    const guest = this.all.find(({ user }) => user.id === id)
    if (guest === undefined) throw new Refusal(404, 'There is no such end user.')
    return guest
  }

  say(guest: Guest, text: string): void {
    const { user } = guest
    const isHeardByBot = user.session?.active !== true
    // A failure is in the plugin's record, which the page shows.
    void user.say(text)
    if (!isHeardByBot) return
    if (guest.isEscalating) {
      this.soon(() => guest.isEscalating && user.botSays(busy))
      return
    }
    const reply = answerTo(text)
    const messageId = user.transcript.at(-1)?.id ?? ''
    const isSubject = guest.talk?.asksFor === 'subject' && text !== talkToAHuman
    if ('escalates' in reply && !isSubject) this.escalate(guest)
    else if (this.turns?.hear(guest, text, messageId) === true) return
    else this.soon(() => user.botSays('says' in reply ? reply.says : withoutRecords(reply, this.turns !== undefined)))
  }

  sendFile(guest: Guest, file: UploadedFile): void {
    const { bot, botpress } = this.desk
    const { user } = guest
    const content = Buffer.from(file.base64, 'base64')
    const url = botpress.storeWebChatFile(bot, { name: file.name, contentType: file.contentType, content })
    const isHeardByBot = user.session?.active !== true
    void user.say(fileMessage(file, url))
    if (isHeardByBot) this.soon(() => user.botSays(guest.isEscalating ? busy : takesFile))
  }

  /** @throws {Refusal} when it cannot be done now. */
  escalate(guest: Guest, inboxId?: string): void {
    const { user, person } = guest
    if (guest.isEscalating) throw new Refusal(409, `${person.name} is being handed over already.`)
    if (user.session?.active) throw new Refusal(409, `${person.name} is with the agents already.`)
    if (inboxId !== undefined && !this.desk.inboxes.some(({ id }) => id === inboxId)) {
      throw new Refusal(404, 'There is no such inbox.')
    }
    const said = user.transcript
      .slice(guest.settled)
      .flatMap(({ from, payload }) => (from === 'user' && typeof payload.text === 'string' ? [payload.text] : []))
    guest.isEscalating = true
    guest.talk?.forget()
    user
      .escalate({
        title: titleFrom(said),
        ...(person.address === undefined ? {} : { userEmail: person.address }),
        ...(inboxId === undefined ? {} : { hitlSession: this.desk.sessionIn(inboxId) }),
      })
      .catch((error: unknown) => {
        // The reason is in the plugin's record; here the end user is told, as a bot's own flow would.
        if (!(error instanceof IntegrationCallError)) throw error
        user.botSays(failed)
      })
      .finally(() => {
        guest.isEscalating = false
        this.changed()
      })
      // Anything else than a refusal is a fault of the stand-in, which the page's console is no place for.
      .catch((error: unknown) => process.stderr.write(`An escalation went wrong: ${String(error)}\n`))
    this.changed()
  }

  close(): void {
    this.turns?.close()
    for (const timer of this.timers) clearTimeout(timer)
  }

  private soon(run: () => unknown, pause = botPause): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      run()
    }, pause)
    this.timers.add(timer)
  }
}
