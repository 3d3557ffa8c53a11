import type { PipelineInput } from '../pipeline'
import { labelled, type PropertyInput } from '../property'
import { always, calculated, own, owner } from './shared'

const field = (name: string, label: string, more: Partial<PropertyInput> = {}): PropertyInput =>
  own({ label, groupName: 'dealinformation', ...more, name })

/** HubSpot's own properties of deals, or those that matter here. */
export const dealProperties: PropertyInput[] = [
  ...always('createdate', 'hs_lastmodifieddate'),
  field('dealname', 'Deal Name', { description: 'The name given to this deal.' }),
  field('amount', 'Amount', { type: 'number', description: 'The total amount of the deal' }),
  field('deal_currency_code', 'Currency', { type: 'enumeration', externalOptions: true }),
  field('closedate', 'Close Date', { type: 'datetime', description: 'The day the deal is expected to close' }),
  field('pipeline', 'Pipeline', { type: 'enumeration', externalOptions: true, referencedObjectType: 'DEAL_PIPELINE' }),
  field('dealstage', 'Deal Stage', {
    type: 'enumeration',
    fieldType: 'radio',
    externalOptions: true,
    referencedObjectType: 'DEAL_STAGE',
  }),
  field('dealtype', 'Deal Type', {
    type: 'enumeration',
    fieldType: 'radio',
    options: labelled({ newbusiness: 'New Business', existingbusiness: 'Existing Business' }),
  }),
  field('description', 'Deal Description', { fieldType: 'textarea' }),
  field('hs_priority', 'Priority', {
    type: 'enumeration',
    options: labelled({ low: 'Low', medium: 'Medium', high: 'High' }),
  }),
  owner,
  calculated('hs_is_closed', 'Is Closed', { type: 'bool' }),
  calculated('hs_deal_stage_probability', 'Deal probability', { type: 'number' }),
  calculated('notes_last_updated', 'Last Activity Date', { type: 'datetime', calculated: false }),
]

/** The pipeline that every account begins with. */
export const dealPipeline: PipelineInput = {
  id: 'default',
  label: 'Sales Pipeline',
  stages: [
    { id: 'appointmentscheduled', label: 'Appointment Scheduled', probability: 0.2 },
    { id: 'qualifiedtobuy', label: 'Qualified To Buy', probability: 0.4 },
    { id: 'contractsent', label: 'Contract Sent', probability: 0.9 },
    { id: 'closedwon', label: 'Closed Won', probability: 1, closed: true },
    { id: 'closedlost', label: 'Closed Lost', probability: 0, closed: true },
  ],
}
