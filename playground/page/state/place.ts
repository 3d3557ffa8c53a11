export const views = ['user', 'agent', 'crm', 'wire', 'break'] as const
export type View = (typeof views)[number]

/** What there is to look at beside the chat, where the inbox is otherwise. */
export const sides = ['crm', 'actions'] as const
export type Side = (typeof sides)[number]

/** What somebody looks at; undefined where nothing was chosen. */
export type Place = {
  /** An end user's id. */
  user: string | undefined
  /** Ids of the desk: the thread, the inbox or department whose threads are listed, and the agent who looks. */
  thread: string | undefined
  inbox: string | undefined
  agent: string | undefined
  side: Side | undefined
  /** In the CRM: the kind of records that are listed, by its type id, and a record as `<type id>/<id>`. */
  object: string | undefined
  record: string | undefined
  /** The name of the action that is tried. */
  action: string | undefined
  /** What a narrow screen shows; a wide one shows everything. */
  view: View
}

/** Reads a place from an address' fragment; what it does not say counts as not chosen. */
export function readPlace(fragment: string): Place {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''))
  const of = (name: keyof Place) => fields.get(name) || undefined
  return {
    user: of('user'),
    thread: of('thread'),
    inbox: of('inbox'),
    agent: of('agent'),
    side: sides.find((side) => side === of('side')),
    object: of('object'),
    record: of('record'),
    action: of('action'),
    view: views.find((view) => view === of('view')) ?? 'user',
  }
}

/** A place as an address' fragment, with its `#`. */
export function writePlace({ view, ...ids }: Place): string {
  const fields = new URLSearchParams()
  for (const [name, id] of Object.entries(ids)) if (id !== undefined) fields.set(name, id)
  if (view !== 'user') fields.set('view', view)
  return `#${fields}`
}
