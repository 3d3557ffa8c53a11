import type { Binding } from '../../../definitions/actions/binding'
import type { Crm } from '../crm'
import type { Problem } from '../input/problem'
import type { CrmObject } from '../schema/crm-object'
import { linkKind } from '../write/links'
import { objectFor } from './live'

const most = 10

/** What is wrong with the records that a new or changed one is to be linked to, as far as it can be said without their IDs. */
export async function checkLinks(crm: Crm, from: CrmObject, { associate = [] }: Binding): Promise<Problem[]> {
  if (associate.length > most) return [{ field: 'associate', problem: `These are more than ${most}. Use fewer.` }]
  const checked = await Promise.all(
    associate.map(async ({ object: name, label }, at): Promise<Problem[]> => {
      const to = await objectFor(crm, name, `associate.${at}.object`, 'read')
      if ('problem' in to) return [to]
      const kind = await linkKind(crm, from, to, label)
      return 'problem' in kind ? [{ field: `associate.${at}`, ...kind }] : []
    }),
  )
  return checked.flat()
}
