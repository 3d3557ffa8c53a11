import { type ActionDefinition, z } from '@botpress/sdk'
import { interactionLog } from './interaction-fields'

/** How the interaction log stands. */
export const getInteractionLog = {
  title: 'Get Interaction Log',
  description:
    "Tells whether finished conversations are logged on contacts' timelines in HubSpot, and how many were. Changes nothing.",
  input: { schema: z.object({}) },
  output: { schema: interactionLog },
} as const satisfies ActionDefinition
