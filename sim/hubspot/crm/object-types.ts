import type { ObjectType } from './model'
import { type PipelineInput, pipeline } from './pipeline'
import { type PropertyInput, property } from './property'
import { companyProperties } from './standard/companies'
import { contactProperties } from './standard/contacts'
import { dealPipeline, dealProperties } from './standard/deals'
import { callProperties, noteProperties } from './standard/engagements'
import { taskProperties, userProperties } from './standard/tasks-and-users'
import { ticketPipeline, ticketProperties } from './standard/tickets'

/** A kind of object as one lists it; what is left out is as most have it. */
export type TypeInput = Pick<ObjectType, 'typeId' | 'name' | 'singular' | 'labels' | 'readScopes' | 'writeScopes'> &
  Partial<Omit<ObjectType, 'properties' | 'pipelines'>> & { properties: PropertyInput[]; pipelines?: PipelineInput[] }

/** A kind of object with everything that was left out. */
export function objectType({ properties, pipelines = [], ...input }: TypeInput, now: number): ObjectType {
  return {
    isCustom: false,
    fullyQualifiedName: input.name,
    description: '',
    primaryDisplayProperty: properties[0]?.name ?? '',
    secondaryDisplayProperties: [],
    requiredProperties: [],
    requiredOneOf: [],
    searchableProperties: [],
    shownByDefault: [],
    pipelineProperty: undefined,
    stageProperty: undefined,
    createdProperty: 'hs_createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    conditions: [],
    rules: [],
    archived: false,
    createdAt: now,
    ...input,
    properties: new Map(properties.map((it) => [it.name, property(it)])),
    pipelines: pipelines.map((it, index) => pipeline(it, index, input.name)),
  }
}

const words = (text: string): string[] => text.split(' ')
const scopes = (object: string) => ({
  readScopes: [`crm.objects.${object}.read`],
  writeScopes: [`crm.objects.${object}.write`],
})

/** The kinds of objects that every portal has here. */
export const standardTypes: TypeInput[] = [
  {
    ...{ typeId: '0-1', name: 'contacts', singular: 'contact', labels: { singular: 'Contact', plural: 'Contacts' } },
    ...scopes('contacts'),
    properties: contactProperties,
    primaryDisplayProperty: 'email',
    requiredOneOf: words('email firstname lastname'),
    searchableProperties: words('firstname lastname email phone mobilephone fax company hs_additional_emails'),
    shownByDefault: words('email firstname lastname'),
    createdProperty: 'createdate',
    modifiedProperty: 'lastmodifieddate',
  },
  {
    ...{ typeId: '0-2', name: 'companies', singular: 'company', labels: { singular: 'Company', plural: 'Companies' } },
    ...scopes('companies'),
    properties: companyProperties,
    primaryDisplayProperty: 'name',
    requiredOneOf: words('name domain'),
    searchableProperties: words('name domain website phone'),
    shownByDefault: words('name domain'),
    createdProperty: 'createdate',
  },
  {
    ...{ typeId: '0-3', name: 'deals', singular: 'deal', labels: { singular: 'Deal', plural: 'Deals' } },
    ...scopes('deals'),
    properties: dealProperties,
    primaryDisplayProperty: 'dealname',
    requiredProperties: words('dealname dealstage pipeline'),
    searchableProperties: words('dealname pipeline dealstage description dealtype'),
    shownByDefault: words('amount closedate dealname dealstage pipeline'),
    createdProperty: 'createdate',
    ...{ pipelines: [dealPipeline], pipelineProperty: 'pipeline', stageProperty: 'dealstage' },
  },
  {
    ...{ typeId: '0-5', name: 'tickets', singular: 'ticket', labels: { singular: 'Ticket', plural: 'Tickets' } },
    ...{ readScopes: ['tickets'], writeScopes: ['tickets'] },
    properties: ticketProperties,
    primaryDisplayProperty: 'subject',
    requiredProperties: words('subject hs_pipeline hs_pipeline_stage'),
    searchableProperties: words('subject content hs_pipeline_stage hs_ticket_category hs_ticket_id'),
    shownByDefault: words('content hs_pipeline hs_pipeline_stage hs_ticket_category hs_ticket_priority subject'),
    createdProperty: 'createdate',
    ...{ pipelines: [ticketPipeline], pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
  },
  {
    ...{ typeId: '0-27', name: 'tasks', singular: 'task', labels: { singular: 'Task', plural: 'Tasks' } },
    // The document of 2026-09 knows no scopes of tasks' own.
    ...scopes('contacts'),
    properties: taskProperties,
    primaryDisplayProperty: 'hs_task_subject',
    requiredProperties: ['hs_timestamp'],
    searchableProperties: words('hs_task_subject hs_task_body'),
  },
  {
    ...{ typeId: '0-46', name: 'notes', singular: 'note', labels: { singular: 'Note', plural: 'Notes' } },
    // Whoever may read and write contacts may read and write what was noted: so the documents of notes and calls say.
    ...scopes('contacts'),
    properties: noteProperties,
    primaryDisplayProperty: 'hs_note_body',
    requiredProperties: ['hs_timestamp'],
    searchableProperties: ['hs_note_body'],
  },
  {
    ...{ typeId: '0-48', name: 'calls', singular: 'call', labels: { singular: 'Call', plural: 'Calls' } },
    ...scopes('contacts'),
    properties: callProperties,
    primaryDisplayProperty: 'hs_call_title',
    requiredProperties: ['hs_timestamp'],
    searchableProperties: words('hs_call_title hs_body_preview'),
  },
  {
    ...{ typeId: '0-115', name: 'users', singular: 'user', labels: { singular: 'User', plural: 'Users' } },
    ...scopes('users'),
    properties: userProperties,
    primaryDisplayProperty: 'hs_email',
    searchableProperties: words('hs_email hs_given_name hs_family_name'),
  },
]
