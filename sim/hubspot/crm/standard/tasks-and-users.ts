import { labelled, type PropertyInput } from '../property'
import { always, own, owner } from './shared'

/** HubSpot's own properties of tasks, or those that matter here. */
export const taskProperties: PropertyInput[] = [
  ...always('hs_createdate', 'hs_lastmodifieddate'),
  own({ name: 'hs_timestamp', label: 'Due date', type: 'datetime', groupName: 'task' }),
  own({ name: 'hs_task_subject', label: 'Task Title', groupName: 'task' }),
  own({ name: 'hs_task_body', label: 'Task Notes', groupName: 'task', fieldType: 'textarea' }),
  own({
    name: 'hs_task_status',
    label: 'Task Status',
    type: 'enumeration',
    options: labelled({
      NOT_STARTED: 'Not started',
      IN_PROGRESS: 'In progress',
      WAITING: 'Waiting',
      COMPLETED: 'Completed',
    }),
  }),
  own({
    name: 'hs_task_priority',
    label: 'Priority',
    type: 'enumeration',
    options: labelled({ NONE: 'None', LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' }),
  }),
  own({
    name: 'hs_task_type',
    label: 'Task Type',
    type: 'enumeration',
    options: labelled({ TODO: 'To-do', CALL: 'Call', EMAIL: 'Email' }),
  }),
  owner,
]

const fact = (name: string, label: string, more: Partial<PropertyInput> = {}): PropertyInput =>
  own({ label, groupName: 'userInformation', readOnly: true, ...more, name })

/** HubSpot's own properties of users, as far as they say who is there. */
export const userProperties: PropertyInput[] = [
  ...always('hs_createdate', 'hs_lastmodifieddate'),
  fact('hs_internal_user_id', 'User ID', { type: 'number' }),
  fact('hs_email', 'Email'),
  fact('hs_given_name', 'First name'),
  fact('hs_family_name', 'Last name'),
  fact('hs_job_title', 'Job title'),
  fact('hs_deactivated', 'Deactivated', { type: 'bool' }),
  fact('hs_availability_status', 'Availability', {
    type: 'enumeration',
    options: labelled({ available: 'Available', away: 'Away' }),
  }),
  fact('hs_working_hours', 'Working hours'),
  fact('hs_standard_time_zone', 'Time zone'),
  fact('hs_out_of_office_hours', 'Out of office hours'),
]
