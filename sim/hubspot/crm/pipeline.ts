import type { Pipeline, Stage } from './model'

export type StageInput = {
  id: string
  label: string
  /** Whether what is there is over; default false. */
  closed?: boolean
  /** Of deals only. */
  probability?: number
  archived?: boolean
  /** Default: whoever may write the record may move it there. */
  writePermissions?: Stage['writePermissions']
}

export type PipelineInput = { id: string; label: string; archived?: boolean; stages: StageInput[] }

/** A pipeline as HubSpot keeps it: what a stage means stands in texts, and differs by the kind of object. */
export function pipeline(input: PipelineInput, displayOrder: number, object: string): Pipeline {
  return {
    id: input.id,
    label: input.label,
    displayOrder,
    archived: input.archived ?? false,
    stages: input.stages.map((stage, place) => ({
      id: stage.id,
      label: stage.label,
      displayOrder: place,
      archived: stage.archived ?? false,
      metadata: metadata(stage, object),
      writePermissions: stage.writePermissions ?? 'CRM_PERMISSIONS_ENFORCEMENT',
    })),
  }
}

function metadata({ closed = false, probability }: StageInput, object: string): Record<string, string> {
  if (object === 'tickets') return { ticketState: closed ? 'CLOSED' : 'OPEN', isClosed: String(closed) }
  if (object === 'deals') return { isClosed: String(closed), probability: (probability ?? 0.5).toFixed(1) }
  return { state: closed ? 'CLOSED' : 'OPEN' }
}

/** Whether what is in this stage is over. */
export const isClosed = ({ metadata: { isClosed: closed, ticketState, state } }: Stage): boolean =>
  closed === 'true' || ticketState === 'CLOSED' || state === 'CLOSED'
