import type { Portal, Visitor } from './model'
import type { World } from './world'

export type VisitorInput = {
  userId: string
  name?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  email?: string | undefined
  phone?: string | undefined
  countryCode?: string | undefined
}

/** The visitor who writes: one who was here before (see `Settings.joinsVisitorsBy`), with what is new of them, or a new one. */
export function visitorFor(world: World, portal: Portal, input: VisitorInput): Visitor {
  const known = [...portal.visitors.values()].find((visitor) => isSame(world, visitor, input))
  const id = known?.id ?? world.nextId()
  const visitor: Visitor = {
    id,
    userId: input.userId,
    name: input.name || known?.name || `Visitor ${id}`,
    firstName: input.firstName ?? known?.firstName ?? '',
    lastName: input.lastName ?? known?.lastName ?? '',
    email: input.email ?? known?.email,
    phone: input.phone ?? known?.phone,
    countryCode: input.countryCode ?? known?.countryCode ?? 'US',
  }
  portal.visitors.set(id, visitor)
  return visitor
}

function isSame({ settings }: World, visitor: Visitor, { userId, email }: VisitorInput): boolean {
  const { joinsVisitorsBy: by } = settings
  const sameUser = visitor.userId === userId
  const sameEmail = email !== undefined && visitor.email?.toLowerCase() === email.toLowerCase()
  return by === 'either' ? sameUser || sameEmail : by === 'userId' ? sameUser : sameEmail
}
