import { z } from '@botpress/sdk'

/** Fields of the actions that find out whether somebody is who they say. */

export const contactId = z
  .string()
  .title('Contact ID')
  .describe('ID of the contact that the user says they are, from the answer of Find Contact.')

export const verifiedIn = z
  .string()
  .title('Conversation ID')
  .describe('The conversation in which this is done. The builder of the bot pins it to {{ event.conversationId }}.')
  .placeholder('{{ event.conversationId }}')

export const challenge = z
  .string()
  .title('Challenge')
  .describe('Names the code. Verify Contact takes it, with the code.')
