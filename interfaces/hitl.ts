import { type InterfacePackage, messages, z } from '@botpress/sdk'

/**
 * Botpress' `hitl` interface, version 2.0.0, as a package that `IntegrationDefinition.extend` takes.
 *
 * Names, types and optionality are the published ones; the contract tests compare them. Written out here rather than
 * generated, so that neither the build nor the types depend on a tool that downloads it.
 */

const hiddenInStudio = { bpActionHiddenInStudio: 'true' } as const

/** The entity that an integration puts behind a session; its fields are the card's "Extra configuration". */
const hitlSession = z.object({}).title('HITL session')

const source = z.union([
  z.object({ type: z.literal('user'), userId: z.string() }),
  z.object({ type: z.literal('bot') }),
])

const historyItem = z.union([
  z.object({ source, type: z.literal('text'), payload: messages.defaults.text.schema }),
  z.object({ source, type: z.literal('image'), payload: messages.defaults.image.schema }),
  z.object({ source, type: z.literal('audio'), payload: messages.defaults.audio.schema }),
  z.object({ source, type: z.literal('video'), payload: messages.defaults.video.schema }),
  z.object({ source, type: z.literal('file'), payload: messages.defaults.file.schema }),
  z.object({ source, type: z.literal('location'), payload: messages.defaults.location.schema }),
  z.object({ source, type: z.literal('carousel'), payload: messages.defaults.carousel.schema }),
  z.object({ source, type: z.literal('card'), payload: messages.defaults.card.schema }),
  z.object({ source, type: z.literal('dropdown'), payload: messages.defaults.dropdown.schema }),
  z.object({ source, type: z.literal('choice'), payload: messages.defaults.choice.schema }),
  z.object({ source, type: z.literal('bloc'), payload: messages.markdownBloc.schema }),
  z.object({ source, type: z.literal('markdown'), payload: messages.markdown.schema }),
])

/** Every channel message may name the end user in whose name it is sent; the plugin's own notices do not. */
const sender = {
  userId: z
    .string()
    .title('Sender')
    .describe(
      'ID of the Botpress user in whose name the message is sent. Without it the system speaks, not the end user.',
    )
    .optional(),
}

export const hitl = {
  type: 'interface',
  name: 'hitl',
  version: '2.0.0',
  definition: {
    name: 'hitl',
    version: '2.0.0',
    entities: {
      hitlSession: { title: 'HITL session', schema: hitlSession },
    },
    actions: {
      createUser: {
        title: 'Create external user',
        description: 'Finds or creates the Botpress user who stands for the end user towards the human agents.',
        attributes: hiddenInStudio,
        input: {
          schema: z.object({
            name: z.string().title('Display name').describe('What the human agents are to call the end user.'),
            pictureUrl: z
              .string()
              .title('Picture URL')
              .describe("Web address of the end user's picture, where there is one.")
              .optional(),
            email: z
              .string()
              .title('Email address')
              .describe('How the end user can be recognised: an e-mail address, or a phone number in its place.')
              .optional(),
          }),
        },
        output: {
          schema: z.object({
            userId: z
              .string()
              .title('Botpress user ID')
              .describe('The user for whom a session can now be started, and in whose name messages are sent to it.'),
          }),
        },
      },
      startHitl: {
        title: 'Start new HITL session',
        description: 'Hands the end user over to human agents, in a thread of theirs and a new Botpress conversation.',
        attributes: hiddenInStudio,
        input: {
          schema: z.object({
            userId: z
              .string()
              .title('User ID')
              .describe('ID of the Botpress user who stands for the end user, from "Create external user".'),
            title: z
              .string()
              .title('Title')
              .describe('What the end user needs, in a few words for the human agents.')
              .optional(),
            description: z
              .string()
              .title('Description')
              .describe('What else the human agents should know before they answer.')
              .optional(),
            hitlSession: z
              .optional(z.ref('hitlSession'))
              .title('Extra configuration')
              .describe('What is to be different in this session only. Its fields are those of the integration.'),
            messageHistory: z
              .array(historyItem)
              .title('Conversation history')
              .describe('What the end user and the bot said before, so that nobody has to ask again.'),
          }),
        },
        output: {
          schema: z.object({
            conversationId: z
              .string()
              .title('HITL session ID')
              .describe('ID of the Botpress conversation through which the end user and the human agents talk.'),
          }),
        },
      },
      stopHitl: {
        title: 'Stop HITL session',
        description: "Ends a session from the bot's side, so that the human agents see that it is over.",
        attributes: hiddenInStudio,
        input: {
          schema: z.object({
            conversationId: z
              .string()
              .title('HITL session ID')
              .describe('ID of the Botpress conversation of the session to end, from "Start new HITL session".'),
          }),
        },
        output: { schema: z.object({}) },
      },
    },
    events: {
      hitlAssigned: {
        attributes: hiddenInStudio,
        schema: z.object({
          conversationId: z
            .string()
            .title('HITL session ID')
            .describe('ID of the Botpress conversation of the session that a human agent has taken.'),
          userId: z
            .string()
            .title('Human agent user ID')
            .describe('ID of the Botpress user who stands for that human agent.'),
        }),
      },
      hitlStopped: {
        attributes: hiddenInStudio,
        schema: z.object({
          conversationId: z
            .string()
            .title('HITL session ID')
            .describe('ID of the Botpress conversation of the session that the human agents have ended.'),
        }),
      },
    },
    channels: {
      hitl: {
        messages: {
          text: { schema: messages.defaults.text.schema.extend(sender) },
          image: { schema: messages.defaults.image.schema.extend(sender) },
          audio: { schema: messages.defaults.audio.schema.extend(sender) },
          video: { schema: messages.defaults.video.schema.extend(sender) },
          file: { schema: messages.defaults.file.schema.extend(sender) },
          bloc: { schema: messages.markdownBloc.schema.extend(sender) },
        },
      },
    },
  },
} as const satisfies InterfacePackage
