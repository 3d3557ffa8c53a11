import type { Crm } from './crm/crm'
import { recordsOf, typeById } from './crm/find'
import type { CrmRecord, ObjectType, Values } from './crm/model'
import { e164 } from './crm/phone'
import type { RecordStore } from './crm/record-store'
import { viewOf } from './crm/view'

export type ContactProperties = Values
export type Contact = CrmRecord

/** The contacts of one portal as conversations look for them; archived ones are as good as gone. */
export class ContactStore {
  private readonly type: ObjectType
  private readonly records: RecordStore

  constructor(crm: Crm) {
    this.type = typeById(crm, '0-1')
    this.records = recordsOf(crm, this.type)
  }

  /** Also by the id of a contact that was merged into it. */
  get(id: string): Contact | undefined {
    const found = this.records.get(id)
    return found?.archivedAt === undefined ? found : undefined
  }

  all(): Contact[] {
    return this.records.live()
  }

  byEmail(email: string): Contact | undefined {
    return this.records.byUnique('email', email)
  }

  /** The oldest contact with exactly this number, compared in E.164. */
  byPhone(phone: string): Contact | undefined {
    const wanted = e164(phone)
    if (wanted === undefined) return undefined
    return this.all()
      .filter((contact) => {
        const { hs_calculated_phone_number, hs_calculated_mobile_number } = viewOf(this.type, contact)
        return hs_calculated_phone_number === wanted || hs_calculated_mobile_number === wanted
      })
      .sort((a, b) => a.createdAt - b.createdAt)[0]
  }
}
