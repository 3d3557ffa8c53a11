/**
 * The only place that names versions of HubSpot's API. Date-based paths; each version is supported for 18 months
 * (HubSpot, developer tooling, platform versioning).
 */
export const version = '2026-09'

/** Until when HubSpot supports that version: 18 months from its release; a month, no day, is promised. */
export const supportedUntil = '2028-03'

/** Base of every call; `HUBSPOT_API_URL` points it at a stand-in. */
export const hubspotApiUrl = (): string => (process.env.HUBSPOT_API_URL ?? 'https://api.hubapi.com').replace(/\/+$/, '')

/** Where people use HubSpot in a browser; `HUBSPOT_APP_URL` points it at a stand-in. */
export const hubspotAppUrl = (): string =>
  (process.env.HUBSPOT_APP_URL ?? 'https://app.hubspot.com').replace(/\/+$/, '')

/** @throws for what is no segment of its own: a path with dots alone leads elsewhere. */
function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new Error(`"${id}" is no ID`)
  return encodeURIComponent(id)
}

const channels = `/conversations/custom-channels/${version}`
const conversations = `/conversations/conversations/${version}`
const records = (type: string) => `/crm/objects/${version}/${segment(type)}`
const contacts = `/crm/objects/${version}/contacts`
const schemas = `/crm-object-schemas/${version}/schemas`
const files = `/files/${version}/files`

export const paths = {
  token: `/oauth/${version}/token`,
  introspect: `/oauth/${version}/token/introspect`,
  channels,
  channel: (id: string) => `${channels}/${segment(id)}`,
  channelAccounts: (channelId: string) => `${channels}/${segment(channelId)}/channel-accounts`,
  channelAccount: (channelId: string, id: string) =>
    `${channels}/${segment(channelId)}/channel-accounts/${segment(id)}`,
  channelMessages: (channelId: string) => `${channels}/${segment(channelId)}/messages`,
  channelMessage: (channelId: string, id: string) => `${channels}/${segment(channelId)}/messages/${segment(id)}`,
  accountDetails: `/account-info/${version}/details`,
  webhookSettings: (appId: string) => `/app-webhooks/${version}/${segment(appId)}/settings`,
  webhookSubscriptions: (appId: string) => `/app-webhooks/${version}/${segment(appId)}/subscriptions`,
  inboxes: `${conversations}/inboxes`,
  thread: (id: string) => `${conversations}/threads/${segment(id)}`,
  threadAssignee: (id: string) => `${conversations}/threads/${segment(id)}/assignee`,
  threadMessages: (id: string) => `${conversations}/threads/${segment(id)}/messages`,
  originalContent: (threadId: string, id: string) =>
    `${conversations}/threads/${segment(threadId)}/messages/${segment(id)}/original-content`,
  actor: (id: string) => `${conversations}/actors/${segment(id)}`,
  contacts,
  contact: (id: string) => `${contacts}/${segment(id)}`,
  contactSearch: `${contacts}/search`,
  records,
  record: (type: string, id: string) => `${records(type)}/${segment(id)}`,
  recordSearch: (type: string) => `${records(type)}/search`,
  recordBatchRead: (type: string) => `${records(type)}/batch/read`,
  recordAssociations: (type: string, id: string, to: string) =>
    `${records(type)}/${segment(id)}/associations/${segment(to)}`,
  recordAssociation: (type: string, id: string, to: string, toId: string) =>
    `${records(type)}/${segment(id)}/associations/${segment(to)}/${segment(toId)}`,
  associationLabels: (from: string, to: string) =>
    `/crm/associations/${version}/${segment(from)}/${segment(to)}/labels`,
  properties: (type: string) => `/crm/properties/${version}/${segment(type)}`,
  pipelines: (type: string) => `/crm/pipelines/${version}/${segment(type)}`,
  owners: `/crm/owners/${version}`,
  owner: (id: string) => `/crm/owners/${version}/${segment(id)}`,
  schemas,
  files,
  fileSignedUrl: (id: string) => `${files}/${segment(id)}/signed-url`,
} as const
