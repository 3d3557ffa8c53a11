import { isOpenStage, type Pipeline, type Stage } from '../../hubspot/crm-schema'
import type { DefaultPlace } from '../../installation/settings'
import { type Fault, named, withChoices } from '../input/problem'

/** The pipeline and stage that something new goes to, by IDs. Pure. */

/** As given, by name or ID; undefined for what was not said. */
type Wanted = { pipeline: string | undefined; stage: string | undefined }

export type Placed =
  | { pipelineId: string; stageId: string }
  | { at: 'pipeline' | 'stage'; fault: Fault }
  /** The bot's owner has to mend this; as it reads after "The configuration's". */
  | { ownersFault: string }

/**
 * A stage without a pipeline is looked for in the default pipeline first, then in all, where it has to be the only one of its
 * name. The default stage counts only within its own pipeline. What is not said is the account's first pipeline, and the
 * first stage of it that is open.
 */
export function placeFor(pipelines: readonly Pipeline[], wanted: Wanted, defaults: DefaultPlace): Placed {
  const usual = defaultPipeline(pipelines, defaults.pipeline)
  if (typeof usual === 'string') return { ownersFault: usual }
  if (wanted.pipeline !== undefined) {
    const found = pipelinesNamed(pipelines, wanted.pipeline)
    const [only] = found
    if (only === undefined || found.length > 1) return { at: 'pipeline', fault: noPipeline(pipelines, found) }
    return inPipeline(pipelines, only, wanted.stage, only === usual, defaults.stage)
  }
  if (usual === undefined) return { at: 'pipeline', fault: { problem: 'This account has no pipeline for this.' } }
  if (wanted.stage === undefined || stagesNamed(usual, wanted.stage).length > 0) {
    return inPipeline(pipelines, usual, wanted.stage, true, defaults.stage)
  }
  const { stage } = wanted
  const elsewhere = pipelines.flatMap((pipeline) => stagesNamed(pipeline, stage).map((one) => ({ pipeline, one })))
  const [only] = elsewhere
  if (only !== undefined && elsewhere.length === 1) return { pipelineId: only.pipeline.id, stageId: only.one.id }
  return only === undefined
    ? { at: 'stage', fault: noStage(usual) }
    : {
        at: 'stage',
        fault: withChoices(
          'Several pipelines have a stage that is called so. Say which pipeline, too.',
          elsewhere.map(({ pipeline, one }) => `${one.label} (pipeline ${pipeline.label})`),
        ),
      }
}

const pipelinesNamed = (pipelines: readonly Pipeline[], text: string) => byIdOrLabel(pipelines, text)
const stagesNamed = ({ stages }: Pipeline, text: string) => byIdOrLabel(stages, text)

function byIdOrLabel<T extends { id: string; label: string }>(all: readonly T[], text: string): T[] {
  const byId = all.filter(({ id }) => id === text)
  return byId.length > 0 ? byId : named(all, text, ({ label, id }) => [label, id])
}

/** A text is what is wrong. */
function defaultPipeline(
  pipelines: readonly Pipeline[],
  configured: string | undefined,
): Pipeline | string | undefined {
  if (configured === undefined) return pipelines[0]
  const found = pipelinesNamed(pipelines, configured)
  if (found.length > 1) return 'default pipeline is the name of several; use its ID'
  return found[0] ?? 'default pipeline is none of this account'
}

function inPipeline(
  pipelines: readonly Pipeline[],
  pipeline: Pipeline,
  stage: string | undefined,
  isUsual: boolean,
  defaultStage: string | undefined,
): Placed {
  const at = ({ id }: Stage) => ({ pipelineId: pipeline.id, stageId: id })
  if (stage !== undefined) {
    const found = stagesNamed(pipeline, stage)
    const [only] = found
    if (only !== undefined && found.length === 1) return at(only)
    return { at: 'stage', fault: only === undefined ? noStage(pipeline) : severalStages(found) }
  }
  if (defaultStage !== undefined) {
    // By its name it is one of the default pipeline; an ID says itself where it belongs.
    const found = isUsual
      ? stagesNamed(pipeline, defaultStage)
      : pipeline.stages.filter(({ id }) => id === defaultStage)
    const [only] = found
    if (only !== undefined && found.length === 1) return at(only)
    if (found.length > 1) return { ownersFault: 'default stage is the name of several; use its ID' }
    const isAnywhere = pipelines.some((one) => stagesNamed(one, defaultStage).length > 0)
    if (!isAnywhere) return { ownersFault: 'default stage is none of this account' }
  }
  const open = pipeline.stages.find(isOpenStage)
  return open === undefined ? { at: 'stage', fault: noOpenStage(pipeline) } : at(open)
}

function noPipeline(pipelines: readonly Pipeline[], found: readonly Pipeline[]): Fault {
  return found.length > 1
    ? withChoices('Several pipelines are called so. Use the ID that stands in brackets.', found.map(withId))
    : withChoices('There is no such pipeline. Use one of these, or leave it out.', pipelines.map(nameOf))
}

const noStage = (pipeline: Pipeline) =>
  withChoices(`The pipeline ${pipeline.label} has no such stage. Use one of these.`, pipeline.stages.map(nameOf))
const severalStages = (found: readonly Stage[]) =>
  withChoices('Several stages are called so. Use the ID that stands in brackets.', found.map(withId))
const noOpenStage = (pipeline: Pipeline) =>
  withChoices(
    `The pipeline ${pipeline.label} has no open stage. Say which stage, or another pipeline.`,
    pipeline.stages.map(nameOf),
  )

const nameOf = ({ id, label }: { id: string; label: string }) => label || id
const withId = ({ id, label }: { id: string; label: string }) => `${label} (${id})`
