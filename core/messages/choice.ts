import * as z from 'zod/mini'

/** What the bot asked with options to choose from, and what was chosen. */

const words = z.lazy(() => z.catch(z.string(), ''))
const asked = z.lazy(() => z.looseObject({ options: z.array(z.looseObject({ label: words, value: words })) }))
const said = z.lazy(() => z.object({ text: z.string() }))

type Said = { type: string; payload: unknown }

/** Whether a message asks for one of several options. */
export const isQuestion = ({ type, payload }: Said): boolean =>
  (type === 'choice' || type === 'dropdown') && asked.safeParse(payload).success

/** A question as it is shown once it was answered: the option that the answer names, by label or value, bears a mark. */
export function withChosen(question: Said, answer: Said): Said {
  const text = plain(said.safeParse(answer.payload).data?.text ?? '')
  const payload = asked.safeParse(question.payload).data
  if (text === '' || payload === undefined) return question
  const labelled = payload.options.findIndex(({ label }) => plain(label) === text)
  const chosen = labelled >= 0 ? labelled : payload.options.findIndex(({ value }) => plain(value) === text)
  const options = payload.options.map((option, at) =>
    at === chosen ? { ...option, label: `✓ ${option.label || option.value}` } : option,
  )
  return { ...question, payload: { ...payload, options } }
}

const plain = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
