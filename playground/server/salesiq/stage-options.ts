import type { SalesIqStageOptions } from '../../../sim/salesiq-stage'

/** The stage as the playground sets it: patience enough to outlast an outage of half a minute. */
export const stageOptions = {
  salesiq: {
    // A minute apart in life.
    redeliveryDelaysMs: [2_000, 6_000, 20_000],
  },
  // Botpress repeats what no process answered.
  botpress: { dispatchPatienceMs: 60_000 },
} satisfies Partial<SalesIqStageOptions>
