import { type Caller, callerFor } from '../../../src/hubspot/caller'

/** A caller whose token never ends. */
export const caller: Caller = callerFor({ token: async () => 'token-1', renewed: async () => 'token-2' })
