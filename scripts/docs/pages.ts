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

const behaviour = 'What agents and users see, when things come late or fail, limits, privacy.'
const troubleshooting = 'Every text you may find, its cause, and what to do.'
const guide = 'What it is, what you need, and the way in, step by step.'
const card = {
  name: 'card',
  path: 'docs/card.md',
  about: 'What one escalation can say: where it goes, whose it is, a note, who gets it, its ticket.',
}

const plugin = {
  name: 'hitl-plugin',
  path: 'docs/hitl-plugin.md',
  about: 'The texts and the time-out of Botpress’ HITL plugin.',
}

const texts = {
  name: 'texts',
  path: 'docs/texts.md',
  about: 'The language, and single texts replaced by your own.',
}

/** In the order of the list that readers see. */
export const documentations: readonly Documentation[] = [
  {
    integration: 'HubSpot Inbox HITL',
    packed: 'src/documentation/packed.ts',
    sources: [
      { name: 'guide', path: 'hub.md', about: guide },
      { name: 'troubleshooting', path: 'docs/troubleshooting.md', about: troubleshooting },
      { name: 'behaviour', path: 'docs/behaviour.md', about: behaviour },
      { name: 'configuration', path: 'docs/configuration.md', about: 'Every field, and what goes in.' },
      { name: 'scopes', path: 'docs/scopes.md', about: 'What the HubSpot app may ask for, and what each scope buys.' },
      card,
      plugin,
      texts,
      { name: 'crm', path: 'docs/crm.md', about: 'Actions with which the bot works in the CRM, with recipes.' },
      { name: 'crm-errors', path: 'docs/crm-errors.md', about: 'What those actions say when something is wrong.' },
      {
        name: 'interaction-log',
        path: 'docs/interaction-log.md',
        about: 'Notes and calls on the timeline, without card and ID numbers.',
      },
      {
        name: 'manual-connection',
        path: 'docs/manual-connection.md',
        about: 'A refresh token, an inbox’s ID, or an app that you have.',
      },
    ],
  },
  {
    integration: 'Zoho SalesIQ HITL',
    packed: 'integrations/zoho-salesiq/src/documentation/packed.ts',
    sources: [
      { name: 'guide', path: 'integrations/zoho-salesiq/hub.md', about: guide },
      { name: 'troubleshooting', path: 'docs/salesiq/troubleshooting.md', about: troubleshooting },
      { name: 'behaviour', path: 'docs/salesiq/behaviour.md', about: behaviour },
      {
        name: 'nobody-picks-up',
        path: 'docs/salesiq/nobody-picks-up.md',
        about: 'How the bot can tell, and what it can do then.',
      },
      { name: 'configuration', path: 'docs/salesiq/configuration.md', about: 'Every field, scopes and regions.' },
      card,
      plugin,
      texts,
      {
        name: 'manual-connection',
        path: 'docs/salesiq/manual-connection.md',
        about: 'A refresh token, or a webhook, made by hand.',
      },
    ],
  },
]
