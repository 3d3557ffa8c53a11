import { type ActionDefinition, z } from '@botpress/sdk'

/** Says whether anybody is there. */
export const checkAvailability = {
  title: 'Check Availability',
  description:
    'Tells whether agents are there, by what HubSpot shows of them, their working hours and times out of office. Ask before offering to hand over to a person.',
  input: {
    schema: z.object({
      emails: z
        .array(z.string())
        .title('E-mails')
        .describe('Only these agents: their e-mail addresses in HubSpot. Leave empty for all.')
        .optional(),
    }),
  },
  output: {
    schema: z.object({
      available: z
        .boolean()
        .title('Available')
        .describe(
          'Whether at least one agent is known to be available. If false, do not promise that somebody answers soon.',
        ),
      reason: z.string().title('Reason').describe('Why nobody counts as available.').optional(),
      agents: z
        .array(
          z.object({
            name: z.string().title('Name').describe('Name of the agent.'),
            status: z
              .enum(['available', 'away', 'outOfOffice', 'offHours', 'unknown'])
              .title('Status')
              .describe('available, away, outOfOffice, offHours (outside their working hours), or unknown.'),
            isWorkingNow: z
              .boolean()
              .title('Is working now')
              .describe('Whether it is within their working hours; missing when these are not known.')
              .optional(),
          }),
        )
        .title('Agents')
        .describe('Agents, 50 at most, those who are available first. Users who were deactivated are left out.'),
      nextChangeAt: z
        .string()
        .title('Next change at')
        .describe(
          'When the next of those who are off begins to work, or, if somebody is available, when the first of these ends; ISO time in UTC. Known from working hours only.',
        )
        .optional(),
    }),
  },
} as const satisfies ActionDefinition
