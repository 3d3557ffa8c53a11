/** What actions are for, in the order in which they are offered. */
export const actionGroups = [
  ...(['Look up', 'Search', 'Write', 'Who is who'] as const),
  ...(['Bindings', 'Schema', 'Interaction log', 'Connection'] as const),
] as const
export type ActionGroup = (typeof actionGroups)[number]
