import type { AccountData } from '../crm/account'
import { labelled } from '../crm/property'

/** A clinic: visits and treatments are custom objects, and some of what it knows is nobody's business. */
export const clinic: AccountData = {
  timeZone: 'America/Chicago',
  companyCurrency: 'USD',
  additionalCurrencies: [],
  people: [
    {
      userId: '620',
      name: 'Nora Sample',
      email: 'nora@clinic.example',
      user: {
        hs_availability_status: 'available',
        hs_working_hours: '[{"days":"EVERY_DAY","startMinute":420,"endMinute":900}]',
        hs_standard_time_zone: 'America/Chicago',
      },
    },
    { userId: '621', name: 'Quinn Placeholder', email: 'quinn@clinic.example' },
  ],
  queues: [{ name: 'Front desk', email: 'desk@clinic.example' }],
  objects: [
    {
      name: 'patient_visit',
      labels: { singular: 'Patient visit', plural: 'Patient visits' },
      description: 'One appointment of a patient, kept or to come',
      primaryDisplayProperty: 'visit_title',
      requiredProperties: ['visit_title', 'visit_date'],
      associatedObjects: ['contacts', 'tickets'],
      pipelines: [
        {
          id: '6200',
          label: 'Visits',
          stages: [
            { id: '6201', label: 'Requested' },
            { id: '6202', label: 'Confirmed' },
            { id: '6203', label: 'Checked in', writePermissions: 'READ_ONLY' },
            { id: '6204', label: 'Done', closed: true },
            { id: '6205', label: 'Cancelled', closed: true },
          ],
        },
      ],
      properties: [
        { name: 'visit_title', label: 'Visit' },
        { name: 'visit_date', label: 'Date of visit', type: 'datetime' },
        {
          name: 'department',
          label: 'Department',
          type: 'enumeration',
          options: labelled({ general: 'General practice', derma: 'Dermatology', cardio: 'Cardiology' }),
        },
        { name: 'duration_minutes', label: 'Duration in minutes', type: 'number' },
        { name: 'first_visit', label: 'First visit', type: 'bool' },
        { name: 'diagnosis', label: 'Diagnosis', dataSensitivity: 'highly_sensitive' },
      ],
    },
    {
      name: 'treatment',
      labels: { singular: 'Treatment', plural: 'Treatments' },
      description: 'What is done over several visits',
      primaryDisplayProperty: 'treatment_name',
      associatedObjects: ['contacts', 'p_patient_visit'],
      properties: [
        { name: 'treatment_name', label: 'Treatment name' },
        { name: 'treatment_code', label: 'Treatment code', unique: true },
        { name: 'started_on', label: 'Started on', type: 'date' },
        { name: 'price', label: 'Price', type: 'number' },
        {
          name: 'treatment_state',
          label: 'State of treatment',
          type: 'enumeration',
          fieldType: 'radio',
          options: labelled({ planned: 'Planned', running: 'Under way', finished: 'Finished' }),
        },
      ],
    },
  ],
  properties: {
    contacts: [
      { name: 'patient_number', label: 'Patient number', unique: true },
      { name: 'birthday', label: 'Date of birth (clinic)', type: 'date' },
      {
        name: 'insurance',
        label: 'Insurance',
        type: 'enumeration',
        options: labelled({ public: 'Public', private: 'Private', self: 'Pays themselves' }),
      },
      {
        name: 'allergies',
        label: 'Allergies',
        type: 'enumeration',
        fieldType: 'checkbox',
        dataSensitivity: 'sensitive',
        options: ['Penicillin', 'Latex', 'Nuts'],
      },
    ],
  },
  pipelines: {},
  required: { contacts: ['lastname', 'insurance'] },
  records: [
    {
      key: 'cleo',
      object: 'contacts',
      values: {
        firstname: 'Cleo',
        lastname: 'Example',
        email: 'cleo@patients.example',
        mobilephone: '+1 312 555 0142',
        patient_number: 'P-77',
        birthday: '1990-04-03',
        insurance: 'public',
        allergies: 'Latex;Nuts',
      },
    },
    {
      key: 'dan',
      object: 'contacts',
      values: {
        firstname: 'Dan',
        lastname: 'Example',
        phone: '(312) 555-0143',
        country: 'United States',
        insurance: 'self',
      },
    },
    {
      key: 'visit-1',
      object: 'p_patient_visit',
      values: {
        visit_title: 'Skin check',
        visit_date: '2026-10-05T15:00:00Z',
        department: 'derma',
        hs_pipeline: '6200',
        hs_pipeline_stage: '6204',
        diagnosis: 'Example finding',
      },
      with: ['cleo'],
    },
    {
      key: 'visit-2',
      object: 'p_patient_visit',
      values: {
        visit_title: 'Follow-up',
        visit_date: '2026-12-07T16:30:00Z',
        department: 'derma',
        duration_minutes: '20',
        hs_pipeline: '6200',
        hs_pipeline_stage: '6202',
      },
      with: ['cleo'],
    },
    {
      key: 'light',
      object: 'p_treatment',
      values: {
        treatment_name: 'Light therapy',
        treatment_code: 'T-5',
        started_on: '2026-10-05',
        treatment_state: 'running',
      },
      with: ['cleo', 'visit-1', 'visit-2'],
    },
    {
      key: 'parking',
      object: 'tickets',
      values: { subject: 'Where to park', hs_pipeline: '0', hs_pipeline_stage: '1' },
      with: ['dan'],
    },
  ],
}
