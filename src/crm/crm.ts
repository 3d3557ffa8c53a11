import { RuntimeError } from '@botpress/sdk'
import { DeskError } from '../../core/desk'
import { shorten } from '../../core/messages/split-text'
import { reasonOf } from '../../core/platform/reason'
import { withoutPeople } from '../../core/platform/scrub'
import { within } from '../../core/platform/within'
import type { HandlerProps } from '../bp'
import type { Caller } from '../hubspot/caller'
import { HubSpotError } from '../hubspot/errors'
import { inAccount } from '../installation/accounts'
import { type Installation, openInstallation, portalIdOf } from '../installation/installation'
import { heedReconnection } from '../installation/stored-credentials'
import { timing } from '../timing'
import { type CrmAction, explainLack } from './action-scopes'
import { assertBounded } from './input/bounded'

/** The CRM of the connected account, as one action works with it: nothing of it goes to another account. */
export type Crm = {
  installation: Installation
  caller: Caller
  portalId: string
  /** Epoch ms. */
  deadline: number
}

/**
 * Runs an action on the connected account's CRM.
 *
 * @throws {RuntimeError} in words for a language model and the bot's owner, ending with what to do next.
 */
export async function onCrm<T>(
  props: HandlerProps & { input?: unknown },
  action: CrmAction,
  work: (crm: Crm) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + timing.actionBudget
  try {
    assertBounded(props.input)
    const everywhere = openInstallation(props)
    await heedReconnection(everywhere, timing.sessionTrust)
    const portalId = await portalIdOf(everywhere, deadline)
    const installation = inAccount(everywhere, portalId)
    const crm = { installation, caller: installation.hubspot, portalId, deadline }
    return await within(deadline, `finish ${action}`, work(crm))
  } catch (error) {
    throw told(error, action)
  }
}

/** What the bot's owner has to mend is not to be tried again by a model; what passes is, once. */
function told(error: unknown, action: CrmAction): RuntimeError {
  if (error instanceof RuntimeError) return repeatingNobody(error)
  if (error instanceof HubSpotError && (error.missingScopes.length > 0 || error.category === 'MISSING_SCOPES')) {
    return new RuntimeError(explainLack(action, error.missingScopes))
  }
  if (error instanceof DeskError && !error.passing) {
    return new RuntimeError(`The action ${action} was refused. ${error.message} ${error.advice} ${notAgain}`)
  }
  return new RuntimeError(
    `The action ${action} could not be done now. ${reasonOf(error).replace(/\.?$/, '.')} Try once more; if it fails again, go on without it.`,
  )
}

/** Longest text that is thrown, in UTF-16 units. */
const thrownMax = 4_000

/** What is thrown gets into logs, and repeats the names of fields and the like, in whose place anything may have been given. */
function repeatingNobody(error: RuntimeError): RuntimeError {
  const safe = withoutPeople(shorten(error.message, thrownMax))
  return safe === error.message ? error : new RuntimeError(safe)
}

const notAgain = 'Do not try again; tell the user that this is not possible now.'
