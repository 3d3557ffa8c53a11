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
const sender = { userId: z.string().optional() }

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
        attributes: hiddenInStudio,
        input: {
          schema: z.object({
            name: z.string().title('Display name'),
            pictureUrl: z.string().title('Picture URL').optional(),
            email: z.string().title('Email address').optional(),
          }),
        },
        output: { schema: z.object({ userId: z.string().title('Botpress user ID') }) },
      },
      startHitl: {
        title: 'Start new HITL session',
        attributes: hiddenInStudio,
        input: {
          schema: z.object({
            userId: z.string().title('User ID'),
            title: z.string().title('Title').optional(),
            description: z.string().title('Description').optional(),
            hitlSession: z.optional(z.ref('hitlSession')).title('Extra configuration'),
            messageHistory: z.array(historyItem).title('Conversation history'),
          }),
        },
        output: { schema: z.object({ conversationId: z.string().title('HITL session ID') }) },
      },
      stopHitl: {
        title: 'Stop HITL session',
        attributes: hiddenInStudio,
        input: { schema: z.object({ conversationId: z.string().title('HITL session ID') }) },
        output: { schema: z.object({}) },
      },
    },
    events: {
      hitlAssigned: {
        attributes: hiddenInStudio,
        schema: z.object({
          conversationId: z.string().title('HITL session ID'),
          userId: z.string().title('Human agent user ID'),
        }),
      },
      hitlStopped: {
        attributes: hiddenInStudio,
        schema: z.object({ conversationId: z.string().title('HITL session ID') }),
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
