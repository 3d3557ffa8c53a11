import { labelled, type PropertyInput } from '../property'
import { lifecycleStage } from './contacts'
import { always, calculated, own, owner, phoneFields } from './shared'

const text = (name: string, label: string, more: Partial<PropertyInput> = {}): PropertyInput =>
  own({ label, groupName: 'companyinformation', ...more, name })

/** HubSpot's own properties of companies, or those that matter here. `domain` is not unique. */
export const companyProperties: PropertyInput[] = [
  ...always('createdate', 'hs_lastmodifieddate'),
  text('name', 'Company name', { description: 'The name of the company' }),
  text('domain', 'Company Domain Name', { description: 'The domain, without scheme and path' }),
  text('hs_additional_domains', 'Additional Domains', { type: 'enumeration', fieldType: 'checkbox', readOnly: true }),
  text('phone', 'Phone Number', { fieldType: 'phonenumber' }),
  text('website', 'Website URL'),
  text('address', 'Street Address'),
  text('city', 'City'),
  text('state', 'State/Region'),
  text('zip', 'Postal Code'),
  text('country', 'Country/Region'),
  text('description', 'Description', { fieldType: 'textarea' }),
  text('numberofemployees', 'Number of Employees', { type: 'number' }),
  text('annualrevenue', 'Annual Revenue', { type: 'number' }),
  text('industry', 'Industry', {
    type: 'enumeration',
    options: labelled({
      COMPUTER_SOFTWARE: 'Computer Software',
      HOSPITAL_HEALTH_CARE: 'Hospital & Health Care',
      RETAIL: 'Retail',
    }),
  }),
  lifecycleStage,
  owner,
  calculated('notes_last_updated', 'Last Activity Date', { type: 'datetime', calculated: false }),
  ...phoneFields('phone'),
]
