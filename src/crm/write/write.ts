import { RuntimeError } from '@botpress/sdk'
import { LockedError } from '../../../core/platform/lock'
import { type InTurn, inTurn } from '../../../core/platform/turn'
import { mayRefuseAValue } from '../../hubspot/refused-value'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { assertWrites, decide, type GateInput } from '../gate/gate'
import { textOf } from '../input/input'
import { showerFor } from '../records/shown'
import { forgetSchema, propertiesOf } from '../schema/account-schema'
import { inSentence } from '../schema/crm-object'
import { isHiddenInCreate, writableFieldsOf } from '../schema/visible'
import { problemsIn, saysOutOfDate } from './refusal'
import { question } from './say'
import { sender } from './send'
import { invalid, type WriteResult } from './write-result'
import type { Link, Prepared, Writing } from './writing'

/**
 * Writes a record, when the gate lets it through: what is there already comes back at once, and what the user can be asked
 * about is an answer, too. What is remembered of the account is read again once where it can be the reason for a refusal.
 *
 * @throws {RuntimeError} for what only the bot's owner can mend; when it may have been written, and it cannot be found out; as
 * `decide`. {HubSpotError} for what HubSpot says besides.
 */
export async function write(crm: Crm, input: GateInput, writing: Writing): Promise<WriteResult> {
  if (writing.existing === undefined) assertWrites(crm)
  const began = Date.now()
  const { object } = writing
  for (let isAgain = false; ; isAgain = true) {
    const prepared = await preparedFor(crm, writing)
    try {
      return await attempt(crm, input, writing, prepared)
    } catch (error) {
      if (!mayRefuseAValue(error)) throw error
      if (!isAgain && saysOutOfDate(error) && forgetSchema(crm, object.path, began)) continue
      const { given, links } = prepared
      // HubSpot can demand what is hidden: no more than its name is told then.
      const properties = await writableFieldsOf(crm, object, writing.id === undefined ? 'create' : 'update')
      const problems = problemsIn(error, { properties, given, links: links.map(({ field }) => field) })
      if (problems.length === 0) throw error
      return invalid(problems)
    }
  }
}

/** What this process has known for long of the account is no reason to refuse a value. */
async function preparedFor(crm: Crm, { object, prepare }: Writing): Promise<Prepared> {
  const first = await prepare()
  if (first.problems.length === 0) return first
  return forgetSchema(crm, object.path, Date.now() - timing.schemaDoubt) ? prepare() : first
}

async function attempt(crm: Crm, input: GateInput, writing: Writing, prepared: Prepared): Promise<WriteResult> {
  const { action, object, id } = writing
  const { properties, problems, links } = prepared
  const { crmWrites } = crm.installation.settings
  // Whoever was not asked about a write yet need not be, where there is nothing to write.
  const isFirst = crmWrites === 'off' || (crmWrites === 'confirm' && textOf(input.confirmation) === undefined)
  if (isFirst || problems.length > 0) {
    const existing = await writing.existing?.(false)
    if (existing !== undefined) return existing
    assertWrites(crm)
    if (problems.length > 0) return invalid(problems)
  }
  const linked = links.map(({ object: { path }, id: to, kind }) => [path, to, kind.category, kind.typeId])
  const values = { object: object.path, ...(id === undefined ? {} : { id }), properties, linked }
  const decision = await decide(crm, input, { action, values })
  if (!decision.may) {
    const existing = isFirst ? undefined : await writing.existing?.(false)
    if (existing !== undefined) return existing
    const say = await sayFor(crm, writing, prepared)
    return { status: 'needsConfirmation', confirmation: decision.confirmation, say, problems: [] }
  }
  return await inTurnOf(crm, input, writing.keys, {
    meanwhile: async () => writing.meanwhile?.(),
    action: async (confirm) =>
      (await writing.existing?.(true)) ?? writing.carryOut(prepared, sender(crm, writing.does, decision, confirm)),
  })
}

async function sayFor(crm: Crm, { object, asks, id }: Writing, { properties, links }: Prepared): Promise<string> {
  const names = Object.keys(properties)
  const [shower, definitions] = await Promise.all([
    // What will be written was said by the user, so they are asked about all of it.
    showerFor(crm, object.path, names, isHiddenInCreate),
    propertiesOf(crm, object.path),
  ])
  const labelOf = (name: string) => definitions.find((one) => one.name === name)?.label || name
  const values = Object.entries(shower.values({ id: '', properties, archived: false }, names))
  return question(
    asks,
    values.map(([name, value]) => ({ label: labelOf(name), value })),
    links.map(said),
    id === undefined ? 'with' : 'so that it has',
  )
}

const said = ({ object, id, label }: Link) => `${inSentence(object)} ${id}${label === undefined ? '' : ` as ${label}`}`

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
