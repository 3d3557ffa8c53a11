import type { PipelineInput } from '../pipeline'
import { labelled, type PropertyInput } from '../property'
import { always, calculated, own, owner } from './shared'

const field = (name: string, label: string, more: Partial<PropertyInput> = {}): PropertyInput =>
  own({ label, groupName: 'ticketinformation', ...more, name })

/** HubSpot's own properties of tickets, or those that matter here. */
export const ticketProperties: PropertyInput[] = [
  ...always('createdate', 'hs_lastmodifieddate'),
  field('subject', 'Ticket name', { description: 'Short summary of the ticket' }),
  field('content', 'Ticket description', { fieldType: 'textarea', description: 'Description of the ticket' }),
  field('hs_pipeline', 'Pipeline', {
    type: 'enumeration',
    externalOptions: true,
    referencedObjectType: 'TICKET_PIPELINE',
  }),
  field('hs_pipeline_stage', 'Ticket status', {
    type: 'enumeration',
    externalOptions: true,
    referencedObjectType: 'TICKET_STAGE',
  }),
  field('hs_ticket_priority', 'Priority', {
    type: 'enumeration',
    options: labelled({ LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High', URGENT: 'Urgent' }),
  }),
  field('hs_ticket_category', 'Category', {
    type: 'enumeration',
    fieldType: 'checkbox',
    options: labelled({
      PRODUCT_ISSUE: 'Product issue',
      BILLING_ISSUE: 'Billing issue',
      FEATURE_REQUEST: 'Feature request',
      GENERAL_INQUIRY: 'General inquiry',
    }),
  }),
  field('source_type', 'Source', {
    type: 'enumeration',
    options: labelled({ CHAT: 'Chat', EMAIL: 'Email', FORM: 'Form', PHONE: 'Phone' }),
  }),
  owner,
  calculated('hs_ticket_id', 'Ticket ID', { type: 'number' }),
  calculated('closed_date', 'Close date', { type: 'datetime', calculated: false }),
  calculated('notes_last_updated', 'Last Activity Date', { type: 'datetime', calculated: false }),
]

/** The pipeline that every account begins with. */
export const ticketPipeline: PipelineInput = {
  id: '0',
  label: 'Support Pipeline',
  stages: [
    { id: '1', label: 'New' },
    { id: '2', label: 'Waiting on contact' },
    { id: '3', label: 'Waiting on us' },
    { id: '4', label: 'Closed', closed: true },
  ],
}
