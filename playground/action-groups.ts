/** What actions are for, in the order in which they are offered. */
export const actionGroups = ['Look up', 'Search', 'Write', 'Who is who', 'Bindings', 'Schema', 'Connection'] as const
export type ActionGroup = (typeof actionGroups)[number]
