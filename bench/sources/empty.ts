import { Integration } from '@botpress/sdk'

/** The least that an integration can be: what the SDK itself weighs and takes to load. */
export default new Integration({
  register: async () => {},
  unregister: async () => {},
  actions: {},
  channels: {},
  handler: async () => {},
})
