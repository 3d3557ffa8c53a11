import { labelled, type OptionInput, type PropertyInput } from '../property'
import { always, calculated, own, owner } from './shared'

/** What people wrote and said to each other: notes and calls, on the timeline of the records that they belong to. */

/** The properties whose texts are as long as a conversation. */
export const bodies = ['hs_note_body', 'hs_call_body'] as const

const field = (name: string, label: string, more: Partial<PropertyInput> = {}): PropertyInput =>
  own({ label, groupName: 'engagement', ...more, name })

const choice = (name: string, label: string, options: OptionInput[]): PropertyInput =>
  field(name, label, { type: 'enumeration', options })

/** Both kinds have them; where they stand on the timeline, what is attached, and what HubSpot makes of the body. */
const shared: PropertyInput[] = [
  ...always('hs_createdate', 'hs_lastmodifieddate'),
  field('hs_timestamp', 'Activity date', { type: 'datetime' }),
  field('hs_attachment_ids', 'Attached file IDs', { description: 'IDs of files, with semicolons between them' }),
  owner,
  calculated('hs_body_preview', 'Body preview'),
  calculated('hs_body_preview_is_truncated', 'Body preview truncated', { type: 'bool' }),
]

/** HubSpot's own properties of notes, or those that matter here. */
export const noteProperties: PropertyInput[] = [
  ...shared,
  field('hs_note_body', 'Note body', { fieldType: 'html', description: 'The body of the note' }),
]

/** The outcomes that every account begins with, by their documented IDs. */
export const dispositions = {
  Busy: '9d9162e7-6cf3-4944-bf63-4dff82258764',
  Connected: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
  'Left live message': 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff',
  'Left voicemail': 'b2cf5968-551e-4856-9783-52b3da59a7d0',
  'No answer': '73a0d17f-1163-4015-bdd5-ec830791da20',
  'Wrong number': '17b47fee-58de-441e-a44c-c6300d46f273',
} as const

/** HubSpot's own properties of calls, or those that matter here. */
export const callProperties: PropertyInput[] = [
  ...shared,
  field('hs_call_title', 'Call Title', { description: 'The title of the call' }),
  field('hs_call_body', 'Call notes', { fieldType: 'html', description: 'The description of the call' }),
  // Seen from HubSpot: somebody who calls the account is inbound.
  choice('hs_call_direction', 'Call direction', labelled({ INBOUND: 'Inbound', OUTBOUND: 'Outbound' })),
  choice(
    'hs_call_status',
    'Call status',
    labelled({
      BUSY: 'Busy',
      CALLING_CRM_USER: 'Calling CRM user',
      CANCELED: 'Canceled',
      COMPLETED: 'Completed',
      CONNECTING: 'Connecting',
      FAILED: 'Failed',
      IN_PROGRESS: 'In progress',
      NO_ANSWER: 'No answer',
      QUEUED: 'Queued',
      RINGING: 'Ringing',
    }),
  ),
  choice(
    'hs_call_disposition',
    'Call outcome',
    Object.entries(dispositions).map(([label, value]) => ({ label, value })),
  ),
  field('hs_call_duration', 'Call duration', { type: 'number', description: 'In milliseconds' }),
  field('hs_call_from_number', 'From number'),
  field('hs_call_to_number', 'To number'),
  field('hs_call_recording_url', 'Recording URL'),
  choice('hs_call_source', 'Call source', ['INTEGRATIONS_PLATFORM']),
  // The account's own kinds of calls: none until somebody adds them.
  choice('hs_activity_type', 'Call and meeting type', []),
]
