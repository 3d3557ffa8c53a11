import * as z from 'zod'
import type { ActionGroup } from './action-groups'

/**
 * What the playground's server and its page say to each other about the CRM: the records, as a part of the world; the
 * forms of the actions with `GET …/actions`; and one action that is tried, with `POST …/actions`. All times are
 * epoch ms.
 */

/** The CRM as people see it in HubSpot, whatever the search knows of it. */
export type CrmView = { objects: CrmObject[]; log: LogView }

export type CrmObject = {
  typeId: string
  label: string
  labelPlural: string
  /** The latest that were written to come first; no more than are shown. */
  records: CrmRecord[]
  /** How many there are in all. */
  count: number
}

/** Names a record, as the addresses of HubSpot's screens do. */
export type RecordRef = { typeId: string; id: string }

export type CrmRecord = RecordRef & {
  title: string
  stage?: CrmStage
  createdAt: number
  updatedAt: number
  /** What is filled in, as people read it. */
  facts: { name: string; label: string; value: string }[]
  links: CrmLink[]
  /** Of a contact: what was noted about them, newest first; no more than is shown. */
  timeline: TimelineEntry[]
  /** Since the playground was started; newest first. */
  changes: CrmChange[]
}

/** The stage that a record is in, and those of its pipeline. */
export type CrmStage = {
  id: string
  label: string
  isOpen: boolean
  pipeline: string
  stages: { id: string; label: string }[]
}

/** A record that this one is associated with; `kind` is what one of them is called, `label` says in which role. */
export type CrmLink = RecordRef & { title: string; kind: string; label?: string }

/** A note or a call, as HubSpot shows it on a contact's timeline. `html` is its body, as it came. */
export type TimelineEntry = {
  id: string
  kind: 'Note' | 'Call'
  at: number
  /** What it is called in one line. */
  title: string
  /** What a call has besides, as people read it. */
  facts: { label: string; value: string }[]
  html: string
  /** On which records it is, too. */
  links: CrmLink[]
}

/** How the interaction log stands, as the integration has stored it in Botpress. */
export type LogView = {
  mode: 'off' | 'summary' | 'summaryAndTranscript'
  /** Why it is off although it is switched on. */
  lack?: string
  /** What became of finished conversations; `pending` as it is now. */
  counters: Record<'logged' | 'skipped' | 'noIdentity' | 'pending' | 'failed' | 'redactions', number>
}

export type CrmChange = { at: number; by: 'bot' | 'person'; label: string; from?: string; to?: string }

/** An action with which a bot works with the CRM, and what it takes. */
export type ActionForm = { name: string; title: string; description: string; group: ActionGroup; fields: Field[] }

/** One input. `example` is what may stand in it, as its description has it. */
export type Field = {
  name: string
  title: string
  description: string
  isRequired: boolean
  /** What a builder of bots pins it to, such as `{{ event.conversationId }}`. */
  pinnedTo?: string
  example?: string
  shape: Shape
}

/** `json` is whatever no form is made for. */
export type Shape =
  | { type: 'text' | 'number' | 'boolean' | 'json' }
  | { type: 'choice'; options: string[] }
  | { type: 'record' }
  | { type: 'list'; item: Shape }
  | { type: 'group'; fields: Field[] }

/** An action to be tried, on behalf of the end user whose chat it is; answered with an `ActionRun`. */
export const actionCall = z.object({
  action: z.string(),
  input: z.record(z.string(), z.unknown()),
  userId: z.string().optional(),
})
export type ActionCall = z.infer<typeof actionCall>

/** What came of an action: an output, or what was thrown. */
export type ActionRun = {
  /** Names its calls: those rows of the wire that have it among their `traces`. */
  trace: string
  at: number
  durationMs: number
} & ({ output: Record<string, unknown> } | { error: string })
