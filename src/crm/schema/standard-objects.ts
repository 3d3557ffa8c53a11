import type { CrmObject } from './crm-object'

/**
 * HubSpot's own objects: type IDs, where the text of a search is looked for, and what a create needs are documented; scopes
 * are in the published specifications. Those after tasks have to be switched on in an account, and their scopes are asked
 * for by nobody but whoever puts them into the app.
 */

type Input = Pick<CrmObject, 'name' | 'typeId' | 'label' | 'labelPlural' | 'primaryField'> & Partial<CrmObject>

const words = (text: string): string[] => text.split(' ')

function standard(input: Input): CrmObject {
  return {
    path: input.name,
    isCustom: false,
    filterName: input.label.toLowerCase().replaceAll(' ', '_'),
    aliases: [],
    ...{ titleFields: [input.primaryField], otherTitleFields: [] },
    usualFields: [input.primaryField],
    requiredFields: [],
    searchedFields: [],
    createdField: 'hs_createdate',
    pipelineField: undefined,
    stageField: undefined,
    readScopes: [`crm.objects.${input.name}.read`],
    writeScopes: [`crm.objects.${input.name}.write`],
    isReadable: true,
    associatedTypeIds: [],
    ...input,
  }
}

const staged = { pipelineField: 'hs_pipeline', stageField: 'hs_pipeline_stage' }

/** The objects that every account has, and that the connection asks for. */
const usual: readonly CrmObject[] = [
  standard({
    ...{ name: 'contacts', typeId: '0-1', label: 'Contact', labelPlural: 'Contacts', primaryField: 'email' },
    ...{ titleFields: ['firstname', 'lastname'], otherTitleFields: ['email', 'phone', 'mobilephone'] },
    usualFields: words('firstname lastname email phone company lifecyclestage hubspot_owner_id'),
    searchedFields: words('firstname lastname email phone mobilephone fax company hs_additional_emails'),
    createdField: 'createdate',
  }),
  standard({
    ...{ name: 'companies', typeId: '0-2', label: 'Company', labelPlural: 'Companies', primaryField: 'name' },
    usualFields: words('name domain phone city country'),
    requiredFields: ['name'],
    searchedFields: words('name domain website phone'),
    createdField: 'createdate',
  }),
  standard({
    ...{ name: 'deals', typeId: '0-3', label: 'Deal', labelPlural: 'Deals', primaryField: 'dealname' },
    usualFields: words('dealname amount deal_currency_code pipeline dealstage closedate'),
    requiredFields: ['dealname'],
    searchedFields: words('dealname pipeline dealstage description dealtype'),
    ...{ createdField: 'createdate', pipelineField: 'pipeline', stageField: 'dealstage' },
  }),
  standard({
    ...{ name: 'tickets', typeId: '0-5', label: 'Ticket', labelPlural: 'Tickets', primaryField: 'subject' },
    usualFields: words('subject content hs_pipeline hs_pipeline_stage hs_ticket_priority createdate'),
    requiredFields: ['subject'],
    searchedFields: words('subject content hs_pipeline_stage hs_ticket_category hs_ticket_id'),
    createdField: 'createdate',
    ...staged,
    ...{ readScopes: ['tickets'], writeScopes: ['tickets'] },
  }),
  standard({
    ...{ name: 'tasks', typeId: '0-27', label: 'Task', labelPlural: 'Tasks', primaryField: 'hs_task_subject' },
    requiredFields: words('hs_task_subject hs_timestamp'),
    ...{ readScopes: ['crm.objects.contacts.read'], writeScopes: ['crm.objects.contacts.write'] },
    isReadable: false,
  }),
]

const switchedOn: readonly CrmObject[] = [
  standard({ name: 'products', typeId: '0-7', label: 'Product', labelPlural: 'Products', primaryField: 'name' }),
  standard({ name: 'line_items', typeId: '0-8', label: 'Line item', labelPlural: 'Line items', primaryField: 'name' }),
  standard({
    ...{ name: 'orders', typeId: '0-123', label: 'Order', labelPlural: 'Orders', primaryField: 'hs_order_name' },
    ...staged,
  }),
  standard({
    ...{ name: 'leads', typeId: '0-136', label: 'Lead', labelPlural: 'Leads', primaryField: 'hs_lead_name' },
    ...staged,
  }),
  standard({
    ...{ name: 'services', typeId: '0-162', label: 'Service', labelPlural: 'Services', primaryField: 'hs_name' },
    ...staged,
  }),
  standard({
    ...{ name: 'courses', typeId: '0-410', label: 'Course', labelPlural: 'Courses', primaryField: 'hs_course_name' },
    ...staged,
  }),
  standard({
    ...{ name: 'listings', typeId: '0-420', label: 'Listing', labelPlural: 'Listings', primaryField: 'hs_name' },
    ...staged,
  }),
  standard({
    name: 'appointments',
    typeId: '0-421',
    label: 'Appointment',
    labelPlural: 'Appointments',
    primaryField: 'hs_appointment_name',
    ...staged,
  }),
]

/** Those that are listed in any case; others only where the connection has their scopes. */
export const isUsual = (object: CrmObject): boolean => usual.includes(object)

/** HubSpot's own objects, but for those that no action works with. */
export const standardObjects: readonly CrmObject[] = [...usual, ...switchedOn]
