import * as z from 'zod'
import type { IntegrationDefinitionLike, Schema } from './definition'
import { assertSuccess, IntegrationCallError, parsed } from './dispatch'
import type { Payload } from './records'
import type { Site } from './site'
import type { World } from './world'

const answerSchema = z.object({ output: z.record(z.string(), z.unknown()) })

/**
 * Has the integration carry out an action and returns its output. `checked` is the part of the input that is held
 * against the action's schema (default: all of it). Throws IntegrationCallError with the message of the RuntimeError, or
 * when input or output do not fit the definition.
 */
export async function callAction(
  world: World,
  site: Site,
  type: string,
  input: Payload,
  checked: Payload = input,
): Promise<Payload> {
  const action = actionOf(site.definition, type)
  assertFits(action.input.schema, checked, `The input of ${type}`)
  const answer = await world.dispatcher.send(site, 'action_triggered', { type, input })
  assertSuccess(answer)
  const body = answerSchema.safeParse(parsed(answer.body))
  if (!body.success) throw new IntegrationCallError(`${type} answered without an output`, answer.status, answer.body)
  assertFits(action.output.schema, body.data.output, `The output of ${type}`)
  return body.data.output
}

function actionOf(definition: IntegrationDefinitionLike, type: string) {
  const action = definition.actions?.[type]
  if (!action) throw new IntegrationCallError(`Action "${type}" is not declared`, 0, undefined)
  return action
}

function assertFits(schema: Schema, value: unknown, what: string): void {
  const result = schema.safeParse(value)
  if (!result.success) throw new IntegrationCallError(`${what} is invalid: ${result.error.message}`, 0, value)
}
