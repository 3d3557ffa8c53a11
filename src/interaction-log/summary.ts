import axios from 'axios/dist/node/axios.cjs'
import { $ZodError } from 'zod/v4/core'
import type { Clock } from '../../core/messages/clock'
import type { Crm } from '../crm/crm'
import { timing } from '../timing'
import type { Summary } from './body'
import { factsOf } from './facts'
import { addRedacted, type Interaction, type Redacted } from './interaction'
import { modelSummary } from './model-summary'
import { scrubText } from './scrubber/scrub'

/**
 * The summary of a cleaned interaction: the bot's own, else a model's where that is wanted, else the facts. What a model
 * writes is cleaned as well.
 *
 * @param isPatient whether the model's answer has to come now: where not, one that is late is waited for another time.
 * @throws {ModelIsLateError}
 */
export async function summaryOf(
  crm: Crm,
  interaction: Interaction,
  clock: Clock,
  isPatient: boolean,
): Promise<{ summary: Summary; redacted: Redacted }> {
  const { texts } = crm.installation
  if (interaction.summary?.trim())
    return { summary: { heading: texts.summary, text: interaction.summary }, redacted: {} }
  const facts = { summary: { heading: texts.facts, text: factsOf(texts, interaction, clock) }, redacted: {} }
  const { settings, logger } = crm.installation
  if (settings.log.summaryWith === 'facts' || interaction.turns.length === 0) return facts
  try {
    const until = crm.deadline - timing.logNoting * 2
    const written = await modelSummary(crm.installation, interaction, clock, until)
    if (written === undefined) return facts
    const { text, counts } = scrubText(written)
    return { summary: { heading: texts.modelSummary, text }, redacted: addRedacted(counts) }
  } catch (error) {
    if (!axios.isAxiosError(error) && !(error instanceof $ZodError)) throw error
    if (isPatient && axios.isAxiosError(error) && error.code === 'ECONNABORTED') throw new ModelIsLateError()
    const reason = axios.isAxiosError(error) ? (error.response?.status ?? error.code ?? 'no answer') : 'another form'
    logger.forBot().warn('No language model of Botpress wrote a summary (%s); the log states the facts.', reason)
    return facts
  }
}

/** There is time to wait for the model's answer, but not now. */
export class ModelIsLateError extends Error {
  override readonly name = 'ModelIsLateError'
  constructor() {
    super('The summary by a language model takes longer than there was time for now')
  }
}
