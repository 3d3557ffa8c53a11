import type { CrmRecord, CrmStage } from '../../crm-protocol'
import { send } from '../state/send'

/** Where a record stands in its pipeline; people move it on, and the bot then knows. */
export function StageSelect({ record: { typeId, id }, stage }: { record: CrmRecord; stage: CrmStage }) {
  return (
    <label class="stage-select">
      <span class="quiet">{stage.pipeline}</span>
      <select
        aria-label={`Stage in ${stage.pipeline}`}
        value={stage.id}
        onChange={({ currentTarget }) => void send({ do: 'move', typeId, id, stageId: currentTarget.value })}
      >
        {stage.stages.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  )
}
