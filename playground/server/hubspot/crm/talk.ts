import type { RecordRef } from '../../../crm-protocol'
import { recordAt } from '../../../record-at'
import { askFor, type BotMessage, choiceWithTickets, isYes, text } from '../../bot'
import type { Claim } from '../../people'
import { foundContact, foundTickets, type KnownContact, type Written, written } from './answers'
import { whoIsThere } from './who-is-there'

/** What the bot says, and the record in HubSpot that it is about. */
export type CrmReply = { says: BotMessage; record?: RecordRef }

/** Runs an action; throws what the integration throws. */
export type RunAction = (action: string, input: Record<string, unknown>) => Promise<unknown>

/** A write that the user has been asked about. */
type Pending = {
  action: string
  input: Record<string, unknown>
  confirmation: string
  then: (result: Written) => Promise<CrmReply>
}

/**
 * What the bot does in HubSpot's CRM for one end user: it recognises them, says how their ticket stands, and opens one
 * once they have agreed. Each write is asked about in the integration's own words.
 */
export class CrmTalk {
  private contact: KnownContact | undefined
  private hasTicket = false
  /** The one that was opened here: the search does not know of it for some seconds. */
  private ownTicket: string | undefined
  private waitsFor: 'subject' | Pending | undefined

  constructor(
    private readonly run: RunAction,
    private readonly claim: Claim,
  ) {}

  /** What it has asked for, so that what is said next is the answer. */
  get asksFor(): 'subject' | 'agreement' | undefined {
    return typeof this.waitsFor === 'object' ? 'agreement' : this.waitsFor
  }

  /** The bot is interrupted: what it has asked is not answered any more. */
  forget(): void {
    this.waitsFor = undefined
  }

  /** Finds out who it is; undefined for somebody whom HubSpot does not know. */
  async greet(): Promise<CrmReply | undefined> {
    const { email, phone } = this.claim
    const { found, contact } = foundContact.parse(
      await this.run('findContact', email === undefined ? { phone } : { email }),
    )
    if (!found || contact === undefined) return undefined
    this.contact = contact
    const hello = `Hello ${contact.firstName ?? contact.name ?? 'again'}, I am the bot of the lamp shop.`
    const ticket = await this.findTicket(contact)
    if (ticket === undefined) return { says: choiceWithTickets(`${hello} What can I do for you?`, false) }
    return this.about(ticket, `${hello} ${standing(ticket)} What can I do for you?`)
  }

  /** How their ticket stands. */
  async tell(): Promise<CrmReply> {
    const ticket = this.contact && (await this.findTicket(this.contact))
    if (ticket === undefined) return { says: choiceWithTickets('You have no open ticket. Shall I open one?', false) }
    return this.about(ticket, standing(ticket))
  }

  /** Whether one of these agents would answer. */
  async whoIsThere(emails: readonly string[]): Promise<CrmReply> {
    return this.offer(await whoIsThere(this.run, emails))
  }

  /** Asks what the ticket is to be about. */
  askForSubject(): CrmReply {
    this.waitsFor = 'subject'
    return { says: text('What is it about? A few words will do.') }
  }

  /** Takes what was said after a question. `messageId` is that of the message in web chat. */
  async hear(said: string, messageId: string): Promise<CrmReply> {
    const asked = this.waitsFor
    this.waitsFor = undefined
    if (asked === 'subject') return this.open(said.trim(), messageId)
    if (asked === undefined) return { says: text('Nothing was asked.') }
    if (!isYes(said)) return this.offer('All right, I have written nothing. What else can I do for you?')
    return this.write(asked, messageId)
  }

  private async findTicket({ id: contactId }: KnownContact) {
    const own = this.ownTicket === undefined ? [] : await this.search({ ticketId: this.ownTicket })
    const [ticket] = own.length > 0 ? own : await this.search({ contactId, limit: 1 })
    this.hasTicket = ticket !== undefined
    return ticket
  }

  private async search(input: Record<string, unknown>) {
    return foundTickets.parse(await this.run('findTicket', input)).tickets
  }

  /** Somebody whom HubSpot does not know gets a contact first. */
  private async open(subject: string, messageId: string): Promise<CrmReply> {
    const { contact, claim } = this
    if (contact !== undefined) return this.createTicket(subject, contact.id, messageId)
    const { name, email, phone } = claim
    const [firstName, ...rest] = name.split(' ')
    const values = { firstName, lastName: rest.join(' '), ...(email === undefined ? { phone } : { email }) }
    return this.ask('createContact', values, messageId, async ({ record }) => {
      if (record === undefined) return this.offer('I could not note who you are.')
      this.contact = { id: record.id, name: record.title }
      return this.createTicket(subject, record.id, messageId)
    })
  }

  private createTicket(subject: string, contactId: string, messageId: string): Promise<CrmReply> {
    return this.ask('createTicket', { subject, contactId }, messageId, async ({ record }) => {
      this.hasTicket = true
      this.ownTicket = record?.id
      const answer = this.offer(`Your ticket “${record?.title ?? subject}” is open. What else can I do for you?`)
      const ref = record && recordAt(record.url)
      return ref === undefined ? answer : { ...answer, record: ref }
    })
  }

  private async ask(
    action: string,
    input: Record<string, unknown>,
    messageId: string,
    then: Pending['then'],
  ): Promise<CrmReply> {
    return this.write({ action, input, confirmation: '', then }, messageId)
  }

  private async write({ action, input, confirmation, then }: Pending, messageId: string): Promise<CrmReply> {
    const { conversationId } = this.claim
    const result = written.parse(await this.run(action, { ...input, conversationId, messageId, confirmation }))
    if (result.status === 'invalid') return this.offer(result.problems.map(({ problem }) => problem).join(' '))
    if (result.status !== 'needsConfirmation') return then(result)
    this.waitsFor = { action, input, confirmation: result.confirmation ?? '', then }
    return { says: askFor(result.say ?? 'Shall I write this?') }
  }

  private about(ticket: { url: string }, words: string): CrmReply {
    const record = recordAt(ticket.url)
    return { says: choiceWithTickets(words, false), ...(record === undefined ? {} : { record }) }
  }

  private offer(words: string): CrmReply {
    return { says: choiceWithTickets(words, this.hasTicket) }
  }
}

const standing = ({ subject, stage }: { subject: string; stage: string }) =>
  `Your ticket “${subject}” is now: **${stage}**.`
