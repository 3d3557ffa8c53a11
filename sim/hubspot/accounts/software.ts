import type { AccountData } from '../crm/account'
import { labelled } from '../crm/property'

/** A software firm that sells to companies: what they subscribe to is a custom object. */
export const software: AccountData = {
  timeZone: 'America/Los_Angeles',
  companyCurrency: 'USD',
  additionalCurrencies: ['EUR', 'GBP'],
  people: [
    {
      userId: '630',
      name: 'Rita Sample',
      email: 'rita@software.example',
      user: {
        hs_availability_status: 'away',
        hs_standard_time_zone: 'America/Los_Angeles',
        hs_out_of_office_hours: '[{"startTimestamp":1795000000000,"endTimestamp":1796000000000}]',
      },
    },
    {
      userId: '631',
      name: 'Sam Placeholder',
      email: 'sam@software.example',
      user: { hs_availability_status: 'available' },
    },
  ],
  queues: [{ name: 'Tier 2', email: 'tier2@software.example' }],
  objects: [
    {
      name: 'subscription',
      labels: { singular: 'Subscription', plural: 'Subscriptions' },
      description: 'A plan that a company pays for',
      primaryDisplayProperty: 'subscription_name',
      secondaryDisplayProperties: ['plan'],
      searchableProperties: ['subscription_name', 'licence_key'],
      associatedObjects: ['contacts', 'companies', 'deals', 'tickets'],
      properties: [
        { name: 'subscription_name', label: 'Subscription name' },
        { name: 'licence_key', label: 'Licence key', unique: true },
        {
          name: 'plan',
          label: 'Plan',
          type: 'enumeration',
          options: labelled({ starter: 'Starter', team: 'Team', enterprise: 'Enterprise' }),
        },
        { name: 'seats', label: 'Seats', type: 'number' },
        { name: 'monthly_price', label: 'Monthly price', type: 'number' },
        { name: 'renews_on', label: 'Renewal date', type: 'date' },
        {
          name: 'subscription_state',
          label: 'Subscription status',
          type: 'enumeration',
          options: labelled({ trial: 'Trial', active: 'Active', past_due: 'Past due', cancelled: 'Cancelled' }),
        },
        { name: 'auto_renew', label: 'Renews automatically', type: 'bool' },
        { name: 'yearly_value', label: 'Yearly value', type: 'number', calculated: true },
      ],
    },
  ],
  properties: {
    companies: [
      { name: 'account_tier', label: 'Account tier', type: 'enumeration', options: ['Bronze', 'Silver', 'Gold'] },
      { name: 'health_score', label: 'Health score', type: 'number' },
    ],
    tickets: [
      { name: 'severity', label: 'Severity', type: 'enumeration', options: ['S1', 'S2', 'S3'] },
      { name: 'affected_version', label: 'Affected version' },
      {
        name: 'internal_code',
        label: 'Internal code',
        type: 'enumeration',
        options: [
          { label: 'Open to all', value: 'a' },
          { label: 'Old code', value: 'b', hidden: true },
        ],
        hidden: true,
      },
    ],
    deals: [{ name: 'seats_wanted', label: 'Seats wanted', type: 'number' }],
  },
  pipelines: {
    tickets: [
      {
        id: '0',
        label: 'Support',
        stages: [
          { id: '1', label: 'New' },
          { id: '2', label: 'In progress' },
          { id: '4', label: 'Closed', closed: true },
        ],
      },
      {
        id: '7301',
        label: 'Incidents',
        stages: [
          { id: '7302', label: 'New' },
          { id: '7303', label: 'Investigating' },
          { id: '7304', label: 'Resolved', closed: true },
          { id: '7305', label: 'Old stage', archived: true },
        ],
      },
      { id: '7400', label: 'Legacy', archived: true, stages: [{ id: '7401', label: 'Any' }] },
    ],
    deals: [
      {
        id: 'default',
        label: 'New business',
        stages: [
          { id: 'qualifiedtobuy', label: 'Qualified', probability: 0.3 },
          { id: 'contractsent', label: 'Contract sent', probability: 0.8 },
          { id: 'closedwon', label: 'Won', probability: 1, closed: true },
          { id: 'closedlost', label: 'Lost', probability: 0, closed: true },
        ],
      },
      {
        id: '7501',
        label: 'Renewals',
        stages: [
          { id: '7502', label: 'Due', probability: 0.7 },
          { id: '7503', label: 'Renewed', probability: 1, closed: true },
        ],
      },
    ],
  },
  required: { tickets: ['severity'] },
  records: [
    {
      key: 'eve',
      object: 'contacts',
      values: {
        firstname: 'Eve',
        lastname: 'Example',
        email: 'eve@acme.example',
        phone: '+44 20 7946 0958',
        company: 'Acme',
      },
    },
    {
      key: 'fred',
      object: 'contacts',
      values: { firstname: 'Fred', lastname: 'Example', email: 'fred@acme.example', phone: '+44 20 7946 0958' },
    },
    {
      key: 'acme',
      object: 'companies',
      values: { name: 'Acme Example Ltd', domain: 'acme.example', country: 'United Kingdom', account_tier: 'Gold' },
      with: ['eve', 'fred'],
    },
    {
      key: 'team-plan',
      object: 'p_subscription',
      values: {
        subscription_name: 'Acme team plan',
        licence_key: 'KEY-0001',
        plan: 'team',
        seats: '25',
        monthly_price: '375',
        renews_on: '2026-12-31',
        subscription_state: 'active',
        auto_renew: 'true',
        yearly_value: '4500',
      },
      with: ['acme', 'eve'],
    },
    {
      key: 'trial',
      object: 'p_subscription',
      values: {
        subscription_name: 'Acme trial',
        licence_key: 'KEY-0002',
        plan: 'starter',
        subscription_state: 'cancelled',
      },
      with: ['acme'],
    },
    {
      key: 'outage',
      object: 'tickets',
      values: {
        subject: 'Login fails',
        content: 'Nobody can sign in since this morning.',
        hs_pipeline: '7301',
        hs_pipeline_stage: '7303',
        severity: 'S1',
        hubspot_owner_id: 'owner:sam@software.example',
      },
      with: ['eve', 'acme', 'team-plan'],
    },
    {
      key: 'renewal',
      object: 'deals',
      values: {
        dealname: 'Acme renewal',
        pipeline: '7501',
        dealstage: '7502',
        amount: '4500',
        closedate: '2026-12-31T00:00:00Z',
      },
      with: ['eve', 'acme'],
    },
  ],
}
