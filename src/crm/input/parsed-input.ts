import { RuntimeError, type z } from '@botpress/sdk'

/**
 * Reads an action's input by its schema: what a model or a card gives may be of another form. The schema is that of the
 * definition, which whoever calls this imports when the action is called, since few processes need it.
 *
 * @throws {RuntimeError} that names the first field that is wrong.
 */
export function parsedInput<S extends z.ZodTypeAny>(schema: S, input: unknown): z.infer<S> {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = issue?.path.join('.') || 'input'
  throw new RuntimeError(
    `"${path}" is not as it has to be: ${issue?.message ?? 'unknown fault'}. Correct it and try again.`,
  )
}
