import { RuntimeError } from '@botpress/sdk'
import { LockedError } from '../../../core/platform/lock'
import { type Confirm, type InTurn, inTurn } from '../../../core/platform/turn'
import { mayRefuseAValue } from '../../hubspot/refused-value'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { assertWrites, decide, type GateInput } from '../gate/gate'
import { textOf } from '../input/input'
import { showerFor } from '../records/shown'
import { forgetSchema, propertiesOf } from '../schema/account-schema'
import { standardTypes } from '../schema/object-types'
import { isHiddenInCreate } from '../schema/visible'
import type { Creation, Prepared } from './creation'
import { alreadyThere, make } from './make'
import { problemsIn, saysOutOfDate } from './refusal'
import { question } from './say'
import { type Send, sender } from './send'
import { invalid, type WriteResult, writtenRecord } from './write-result'

/**
 * Creates a record, when the gate lets it through: what is there already comes back at once, and what the user can be asked
 * about is an answer, too. What is remembered of the account is read again once where it can be the reason for a refusal.
 *
 * @throws {RuntimeError} for what only the bot's owner can mend; when it may have been made, and it cannot be found out; as
 * `decide`. {HubSpotError} for what HubSpot says besides.
 */
export async function create(crm: Crm, input: GateInput, creation: Creation): Promise<WriteResult> {
  if (creation.existing === undefined) assertWrites(crm)
  const began = Date.now()
  const { plural } = standardTypes[creation.object]
  for (let isAgain = false; ; isAgain = true) {
    const prepared = await preparedFor(crm, creation)
    try {
      return await attempt(crm, input, creation, prepared)
    } catch (error) {
      if (!mayRefuseAValue(error)) throw error
      if (!isAgain && saysOutOfDate(error) && forgetSchema(crm, plural, began)) continue
      const links = creation.links.map(({ field }) => field)
      const properties = await propertiesOf(crm, plural)
      const problems = problemsIn(error, { properties, given: prepared.given, links })
      if (problems.length === 0) throw error
      return invalid(problems)
    }
  }
}

/** What this process has known for long of the account is no reason to refuse a value. */
async function preparedFor(crm: Crm, { object, prepare }: Creation): Promise<Prepared> {
  const first = await prepare()
  if (first.problems.length === 0) return first
  return forgetSchema(crm, standardTypes[object].plural, Date.now() - timing.schemaDoubt) ? prepare() : first
}

async function attempt(crm: Crm, input: GateInput, creation: Creation, prepared: Prepared): Promise<WriteResult> {
  const { action, object, associations } = creation
  const { properties, problems } = prepared
  const { crmWrites } = crm.installation.settings
  // Whoever was not asked about a write yet need not be, where there is nothing to write.
  const isFirst = crmWrites === 'off' || (crmWrites === 'confirm' && textOf(input.confirmation) === undefined)
  if (isFirst || problems.length > 0) {
    const existing = await creation.existing?.(false)
    if (existing !== undefined) return existing
    assertWrites(crm)
    if (problems.length > 0) return invalid(problems)
  }
  const decision = await decide(crm, input, { action, values: { object, properties, associations } })
  if (!decision.may) {
    const existing = isFirst ? undefined : await creation.existing?.(false)
    if (existing !== undefined) return existing
    const say = await sayFor(crm, creation, prepared)
    return { status: 'needsConfirmation', confirmation: decision.confirmation, say, problems: [] }
  }
  const send = (confirm: Confirm) => sender(crm, `create the ${object}`, decision, confirm)
  return await inTurnOf(crm, input, creation.keys, {
    meanwhile: async () => creation.meanwhile?.(),
    action: async (confirm) => (await creation.existing?.(true)) ?? carryOut(crm, creation, properties, send(confirm)),
  })
}

async function carryOut(
  crm: Crm,
  creation: Creation,
  properties: Prepared['properties'],
  send: Send,
): Promise<WriteResult> {
  const { object } = creation
  try {
    const made = await make(crm, creation, properties, send)
    const filled = { ...made, properties: { ...properties, ...made.properties } }
    return { status: 'done', record: await writtenRecord(crm, object, filled, Object.keys(properties)), problems: [] }
  } catch (error) {
    const existing = await alreadyThere(crm, object, error, properties)
    if (existing === undefined) throw error
    return existing
  }
}

async function sayFor(crm: Crm, { object, links }: Creation, { properties }: Prepared): Promise<string> {
  const { plural } = standardTypes[object]
  const names = Object.keys(properties)
  const [shower, definitions] = await Promise.all([
    // What will be written was said by the user, so they are asked about all of it.
    showerFor(crm, plural, names, isHiddenInCreate),
    propertiesOf(crm, plural),
  ])
  const labelOf = (name: string) => definitions.find((one) => one.name === name)?.label || name
  const values = Object.entries(shower.values({ id: '', properties, archived: false }, names))
  return question(
    `create a ${object}`,
    values.map(([name, value]) => ({ label: labelOf(name), value })),
    links.map((link) => `${link.object} ${link.id}`),
  )
}

/** @throws {RuntimeError} when others write for too long. */
async function inTurnOf<T>(
  { installation }: Crm,
  { conversationId }: GateInput,
  keys: readonly string[],
  work: InTurn<T>,
): Promise<T> {
  const place = conversationKey(conversationId)
  const terms = { lease: timing.crmTurnLease, patience: timing.crmTurnPatience, pause: timing.lockPause }
  try {
    return await inTurn(installation, [place, ...keys], terms, work)
  } catch (error) {
    if (!(error instanceof LockedError)) throw error
    throw new RuntimeError(
      'Another write to HubSpot is under way for this conversation or this record, so nothing was written. Wait for its answer, then call this once more with the same values and, if there is one, the same confirmation.',
    )
  }
}

const conversationKey = (conversationId: string | undefined) => {
  const id = textOf(conversationId)
  return id === undefined ? 'installation' : `conversation:${id}`
}
