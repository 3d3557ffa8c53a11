import { RuntimeError } from '@botpress/sdk'
import { reasonOf } from '../../../core/platform/reason'
import type { Property } from '../../hubspot/crm-schema'
import type { Crm } from '../crm'
import { textOf, wrongInput } from '../input/input'
import { propertiesOf } from '../schema/account-schema'
import { findProperty } from '../schema/fields'
import { isSameAnswer } from './compare'
import type { Given, Proof } from './proof'
import { clearTries } from './tries'

/** So many answers are looked at: no more can be asked for. */
const mostAnswers = 50

/** So many fields are named when none of them was answered. */
const mostLabels = 20

/**
 * Answers about what stands in a contact, right when enough of them are; which of them, nobody is told. Those about other
 * fields than the configuration names do not count.
 *
 * @throws {RuntimeError} when there is none that counts, or two for one field; when the configuration's fields are not there.
 */
export async function rightAnswers(crm: Crm, { answers = {}, challenge, code }: Given): Promise<Proof> {
  const { identity, defaultCountry } = crm.installation.settings
  if (identity.fields.length === 0) {
    throw ownersFault(
      '"Identity fields" in the integration\'s configuration is empty. Name there what users are asked for',
    )
  }
  if (textOf(challenge) !== undefined || textOf(code) !== undefined) {
    throw wrongInput(
      'code',
      'is not what this bot checks',
      'Ask the user what "answers" takes, and leave challenge and code out.',
    )
  }
  const fields = (await propertiesOf(crm, 'contacts')).filter(({ name }) =>
    identity.fields.includes(name.toLowerCase()),
  )
  if (fields.length < identity.matches) {
    throw ownersFault(
      `"Identity fields" in the integration's configuration names fewer than ${identity.matches} properties that contacts have and that are not sensitive. Correct it`,
    )
  }
  const given = answersTo(fields, answers)
  if (given.size === 0) {
    const labels = fields
      .slice(0, mostLabels)
      .map(({ name, label }) => label || name)
      .join(', ')
    throw wrongInput(
      'answers',
      `says nothing about any of these: ${labels}`,
      'Ask the user, and give their answers under these names.',
    )
  }
  return {
    properties: [...given.keys()].map(({ name }) => name),
    isRight: async ({ id, properties }) => {
      const right = [...given].filter(([field, answer]) =>
        isSameAnswer(field, properties[field.name], answer, defaultCountry),
      )
      if (right.length < identity.matches) return false
      await forgetTries(crm, id)
      return true
    },
  }
}

/** One answer for each field: several would be several tries. */
function answersTo(fields: readonly Property[], answers: Readonly<Record<string, string>>): Map<Property, string> {
  const given = new Map<Property, string>()
  for (const [name, value] of Object.entries(answers).slice(0, mostAnswers)) {
    const found = findProperty(fields, name.trim())
    const answer = textOf(value)
    if (answer === undefined || !('property' in found)) continue
    const { property } = found
    if ((given.get(property) ?? answer) !== answer) {
      throw wrongInput(
        'answers',
        `holds two answers to ${property.label || property.name}`,
        'Ask the user which one is meant, and give that alone.',
      )
    }
    given.set(property, answer)
  }
  return given
}

/** @param fault a sentence with what the owner is to do, without its full stop. */
const ownersFault = (fault: string) =>
  new RuntimeError(
    `Nobody can be verified now. Do not try again; tell the user that this is not possible now. What the owner of the bot can do: ${fault}.`,
  )

/** Who was right is right: that their wrong tries still count is no reason to send them away. */
async function forgetTries(crm: Crm, contactId: string): Promise<void> {
  const { logger } = crm.installation
  try {
    await clearTries(crm, contactId)
  } catch (error) {
    logger.warn('The tries of a verified contact could not be forgotten. %s', reasonOf(error))
  }
}
