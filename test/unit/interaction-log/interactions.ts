import type { Interaction } from '../../../src/interaction-log/interaction'

/** A chat of a quarter of an hour, where a test says nothing else. */
export function interaction(differences: Partial<Interaction> = {}): Interaction {
  return {
    ...{ key: 'session:one', kind: 'chat', userName: 'Kim Lee', agents: ['Dana Fields'] },
    ...{ startedAt: Date.UTC(2026, 10, 26, 18, 15), endedAt: Date.UTC(2026, 10, 26, 18, 32), durationMs: undefined },
    ...{ ending: undefined, turns: [], summary: undefined, title: undefined, call: undefined },
    ...differences,
  }
}
