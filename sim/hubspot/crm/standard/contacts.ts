import { labelled, type PropertyInput } from '../property'
import { always, calculated, own, owner, phoneFields } from './shared'

const groupName = 'contactinformation'
const text = (name: string, label: string, more: Partial<PropertyInput> = {}): PropertyInput =>
  own({ label, groupName, ...more, name })

const stages = labelled({
  subscriber: 'Subscriber',
  lead: 'Lead',
  marketingqualifiedlead: 'Marketing Qualified Lead',
  salesqualifiedlead: 'Sales Qualified Lead',
  opportunity: 'Opportunity',
  customer: 'Customer',
  evangelist: 'Evangelist',
  other: 'Other',
})

/** How far along somebody is; contacts and companies have it alike. */
export const lifecycleStage: PropertyInput = own({
  name: 'lifecyclestage',
  label: 'Lifecycle Stage',
  type: 'enumeration',
  fieldType: 'radio',
  options: stages,
  description: 'How far along the way from stranger to customer.',
})

/** HubSpot's own properties of contacts, or those that matter here. */
export const contactProperties: PropertyInput[] = [
  ...always('createdate', 'lastmodifieddate'),
  text('email', 'Email', { description: "A contact's email address" }),
  text('hs_additional_emails', 'Additional email addresses', { fieldType: 'textarea' }),
  text('firstname', 'First Name', { description: "A contact's first name" }),
  text('lastname', 'Last Name', { description: "A contact's last name" }),
  text('phone', 'Phone Number', { fieldType: 'phonenumber', description: "A contact's primary phone number" }),
  text('mobilephone', 'Mobile Phone Number', { fieldType: 'phonenumber', description: "A contact's mobile number" }),
  text('fax', 'Fax Number'),
  text('company', 'Company Name', { description: 'Name of the company, free text' }),
  text('jobtitle', 'Job Title'),
  text('website', 'Website URL'),
  text('address', 'Street Address'),
  text('city', 'City'),
  text('state', 'State/Region'),
  text('zip', 'Postal Code'),
  text('country', 'Country/Region'),
  text('date_of_birth', 'Date of birth'),
  text('hs_whatsapp_phone_number', 'WhatsApp Phone Number', { fieldType: 'phonenumber' }),
  lifecycleStage,
  own({
    name: 'hs_lead_status',
    label: 'Lead Status',
    type: 'enumeration',
    fieldType: 'radio',
    options: labelled({ NEW: 'New', OPEN: 'Open', IN_PROGRESS: 'In Progress', CONNECTED: 'Connected' }),
  }),
  own({
    name: 'hs_language',
    label: 'Preferred language',
    type: 'enumeration',
    options: labelled({ en: 'English', de: 'German', es: 'Spanish', fr: 'French', 'pt-br': 'Portuguese - Brazil' }),
  }),
  owner,
  calculated('notes_last_updated', 'Last Activity Date', { type: 'datetime', calculated: false }),
  calculated('notes_last_contacted', 'Last Contacted', { type: 'datetime', calculated: false }),
  ...phoneFields('phone'),
  ...phoneFields('mobile'),
]
