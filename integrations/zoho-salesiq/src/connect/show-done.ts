import { type Answer, goTo } from '../../../../core/pages/answer'
import { Interrupt } from '../../../../core/pages/interrupt'
import { superseded } from '../../../../core/pages/problems'
import type { Ticket } from '../../../../core/pages/tickets'
import { addressOf, formToken, startAddress } from '../../../../core/pages/visit'
import { brandState } from '../installation/states'
import { donePage } from './pages/done'
import { show } from './product'
import { workAt } from './show-progress'
import type { Visit } from './visit'

/** The last page: what is connected, and what comes next. */
export async function showDone(visit: Visit, ticket: Ticket): Promise<Answer> {
  const work = await workAt(visit, ticket)
  // Whoever comes back from a check began at the first page, perhaps.
  if (work === undefined) return goTo(startAddress(visit, ticket))
  const { step, remarks } = work
  if (step !== 'done') return goTo(addressOf(visit, 'progress', ticket))
  const brand = await brandState.read(visit.installation)
  if (brand === undefined) throw new Interrupt(superseded(startAddress(visit, ticket)))
  const { screenName, name, region, departments, departmentId } = brand
  const isDefault = ({ id }: { id: string }) => id === departmentId
  return show(
    donePage({
      botId: visit.installation.ctx.botId,
      webhookUrl: ticket.url,
      place: { screenName, brandName: name },
      region,
      departmentName: departments.find(isDefault)?.name ?? departmentId,
      otherDepartments: departments.filter((department) => !isDefault(department)).map(({ name }) => name),
      warnings: remarks,
      doctorUrl: addressOf(visit, 'doctor', ticket),
      trial: { url: addressOf(visit, 'test', ticket), token: formToken(visit, ticket) },
    }),
  )
}
