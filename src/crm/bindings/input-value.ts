import type { z } from '@botpress/sdk'
import { identityFrom } from '../../../core/people/identity'
import type { bindingInput, inputType } from '../../../definitions/actions/binding'
import type { Checked } from '../input/problem'
import { dateOf, noTruth, numberOf, timeOf, truth } from '../write/value'

export type InputType = z.infer<typeof inputType>
export type BindingInput = z.infer<typeof bindingInput>

/** Longest value of an input, in UTF-16 units. */
export const inputMax = 2_000

/**
 * The value of an input, in the one way in which it is written, or what is wrong with it; the value itself is not repeated.
 * Pure.
 *
 * @param text not blank.
 * @param country of phone numbers without country code.
 */
export function inputValue(type: InputType, text: string, country: string | undefined): Checked {
  if (text.length > inputMax) return { problem: `This is too long: at most ${inputMax} characters.` }
  switch (type) {
    case 'phone': {
      const read = identityFrom(text, country)
      if (read.kind === 'phone') return { value: read.phone.e164 }
      return {
        problem: 'This is no phone number with country code. Ask the user for the number with + and the country code.',
      }
    }
    case 'email': {
      const read = identityFrom(text)
      if (read.kind === 'email') return { value: read.email }
      return { problem: 'This is no e-mail address. Ask the user for it again.' }
    }
    case 'number':
      return numberOf(text)
    case 'date':
      return dateOf(text)
    case 'dateTime':
      return timeOf(text)
    case 'yesNo':
      return truth(text, noTruth)
    case 'id':
      return isId(text) ? { value: text } : noId
    case 'text':
      return { value: text }
  }
}

/** Whether a text can be the ID of a record: digits alone. */
export const isId = (text: string): boolean => /^\d{1,20}$/.test(text)

/** What is wrong with what cannot be one. */
export const noId = { problem: 'This is no ID of HubSpot (digits alone). Take the ID from an earlier answer.' }
