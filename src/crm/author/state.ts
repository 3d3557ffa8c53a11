import { isOpenStage } from '../../hubspot/crm-schema'
import { fieldBeside, isNegated } from './around'
import { type Draft, isWrite, use } from './draft'
import type { Item } from './item'

/** By the labels of the stages, as far as these tell; of one pipeline only where one is named. */
export function compareState(draft: Draft, item: Item & { kind: 'state' }): void {
  const { object, pipelines, fields } = draft.schema
  const stage = fields.find(({ name }) => name === object.stageField)
  if (stage === undefined || isWrite(draft)) return
  const named = draft.items.flatMap((one) =>
    one.kind === 'option' ? one.options.filter(({ property }) => property.name === object.pipelineField) : [],
  )
  const within = pipelines.filter(({ label }) => named.length === 0 || named.some((one) => one.label === label))
  const isWanted = item.isOpen !== isNegated(draft, item)
  const stages = within.flatMap((pipeline) => pipeline.stages)
  const wanted = stages.filter((one) => isOpenStage(one) === isWanted)
  const others = new Set(
    pipelines
      .flatMap((pipeline) => pipeline.stages)
      .filter((one) => isOpenStage(one) !== isWanted)
      .map(({ label }) => label),
  )
  const values = [...new Set(wanted.map(({ id, label }) => (label === '' || others.has(label) ? id : label)))]
  const [only] = values
  if (only === undefined) return
  const field = fieldBeside(draft, item, ({ name }) => name === stage.name)
  if (field !== undefined) use(draft, field)
  use(draft, item)
  draft.conditions.push(
    values.length === 1
      ? { field: stage.name, operator: 'is', value: only }
      : { field: stage.name, operator: 'isAnyOf', values },
  )
}
