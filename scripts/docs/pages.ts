/** A Markdown file that is served below the webhook URL. */
export type DocsSource = {
  /** The last part of its address. */
  name: string
  /** From the repository's root. */
  path: string
  /** What it is about, for the list of all. */
  about: string
}

/** What an integration serves of the documentation. */
export type Documentation = {
  integration: string
  /** The module that holds it. */
  packed: string
  sources: readonly DocsSource[]
}

export const documentations: readonly Documentation[] = [
  {
    integration: 'HubSpot Inbox HITL',
    packed: 'src/documentation/packed.ts',
    sources: [
      { name: 'guide', path: 'hub.md', about: 'What it is, the way in, and how it behaves.' },
      {
        name: 'troubleshooting',
        path: 'docs/troubleshooting.md',
        about: 'Every text you may find, its cause, and what to do.',
      },
      { name: 'crm', path: 'docs/crm.md', about: 'The actions with which a bot works in the CRM.' },
      {
        name: 'interaction-log',
        path: 'docs/interaction-log.md',
        about: 'Finished conversations on contacts’ timelines.',
      },
    ],
  },
  {
    integration: 'Zoho SalesIQ HITL',
    packed: 'integrations/zoho-salesiq/src/documentation/packed.ts',
    sources: [
      { name: 'guide', path: 'integrations/zoho-salesiq/hub.md', about: 'What it is, the way in, and how it behaves.' },
      {
        name: 'troubleshooting',
        path: 'docs/salesiq/troubleshooting.md',
        about: 'Every text you may find, its cause, and what to do.',
      },
    ],
  },
]
