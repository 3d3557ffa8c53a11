import { computed, signal } from '@preact/signals'
import * as z from 'zod/mini'
import type { ActionForm, ActionRun } from '../../crm-protocol'
import { inputOf, type Values } from '../actions/form-values'
import { api } from '../desk'
import { here } from './here'
import { keep, keptById } from './kept-by-id'
import { user } from './selection'
import { post } from './send'

/** The form of each action; undefined until they have come. */
export const forms = signal<readonly ActionForm[] | undefined>(undefined)

/** Loads the forms, if that has not been done. */
export async function loadForms(): Promise<void> {
  if (forms.peek()) return
  const response = await fetch(api('/actions')).catch(() => undefined)
  // What the server of this page has written; while it does not answer, the page says so anyway.
  if (response?.ok) forms.value = await response.json()
}

/** The action that is tried. */
export const form = computed(() => forms.value?.find(({ name }) => name === here.value.action) ?? forms.value?.[0])

/** By end user: what was filled in, by action. */
const filledIn = keptById('forms', z.record(z.string(), z.record(z.string(), z.string())))

const common = {
  trace: z.string(),
  at: z.number(),
  durationMs: z.number(),
  /** What the end user has yet to agree to: asked with this answer, or with one before that was thrown. */
  question: z.optional(z.object({ confirmation: z.string(), say: z.string(), at: z.number() })),
}
const run = z.union([
  z.object({ ...common, output: z.record(z.string(), z.unknown()) }),
  z.object({ ...common, error: z.string() }),
])
export type Answered = z.infer<typeof run>
export type Question = NonNullable<Answered['question']>

/** By end user: the latest answer, by action. */
const answers = keptById('answers', z.record(z.string(), run))

const asked = z.object({ confirmation: z.string(), say: z._default(z.string(), '') })

function questionOf(answered: ActionRun, before: Answered | undefined): Question | undefined {
  if ('error' in answered) return before?.question
  const { success, data } = asked.safeParse(answered.output)
  return success ? { ...data, at: answered.at } : undefined
}

const ofForm = <T>(kept: ReadonlyMap<string, Record<string, T>>): T | undefined =>
  kept.get(user.value?.id ?? '')?.[form.value?.name ?? '']

export const values = computed<Values>(() => ofForm(filledIn.value) ?? {})
export const answer = computed<Answered | undefined>(() => ofForm(answers.value))

export function fillIn(next: Values): void {
  const [id, name] = [user.peek()?.id, form.peek()?.name]
  if (id !== undefined && name !== undefined) keep(filledIn, id, { ...filledIn.peek().get(id), [name]: { ...next } })
}

/** The actions that are under way. */
const underWay = signal<ReadonlySet<string>>(new Set())
export const isRunning = computed(() => underWay.value.has(form.value?.name ?? ''))

/** ms; an action has 20 s. */
const patience = 25_000

/** Runs the action on behalf of the end user who is shown, with what is filled in and `more`. */
export async function runAction(more: Record<string, unknown> = {}): Promise<void> {
  const [userId, action] = [user.peek()?.id, form.peek()]
  if (userId === undefined || action === undefined || underWay.peek().has(action.name)) return
  const { name, fields } = action
  const input = { ...inputOf(fields, values.peek()), ...more }
  underWay.value = new Set(underWay.peek()).add(name)
  const response = await post('/actions', { action: name, input, userId }, patience)
  if (response) {
    const answered: ActionRun = await response.json()
    const before = answers.peek().get(userId)
    const question = questionOf(answered, before?.[name])
    keep(answers, userId, { ...before, [name]: { ...answered, ...(question && { question }) } })
  }
  underWay.value = new Set([...underWay.peek()].filter((one) => one !== name))
}
