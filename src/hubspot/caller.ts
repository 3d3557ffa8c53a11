import type * as z from 'zod/mini'
import { callHubSpot, callHubSpotForEffect, type HubSpotCall } from './client'
import { HubSpotError } from './errors'

/** Gives out the access token of one HubSpot account. */
export type TokenSource = {
  /** A token that is good for now. */
  token(deadline: number): Promise<string>
  /** A token other than `rejected`, which HubSpot just answered with 401. */
  renewed(rejected: string, deadline: number): Promise<string>
}

type AccountCall = Omit<HubSpotCall, 'token'>

/** Calls HubSpot in the name of one account; a 401 renews the token and tries again. */
export type Caller = {
  call<T>(call: AccountCall, schema: z.ZodMiniType<T>): Promise<T>
  effect(call: AccountCall): Promise<void>
}

/**
 * Another process may have renewed the token just before it expired or was revoked, and a third one that: what is remembered,
 * stored and being stored can be stale one after the other.
 */
const maxRenewals = 4

export function callerFor(tokens: TokenSource): Caller {
  const withToken = async <T>(call: AccountCall, send: (call: HubSpotCall) => Promise<T>): Promise<T> => {
    let token = await tokens.token(call.deadline)
    for (let renewals = 0; ; renewals += 1) {
      try {
        return await send({ ...call, token })
      } catch (error) {
        if (!(error instanceof HubSpotError) || error.status !== 401 || renewals === maxRenewals) throw error
        token = await tokens.renewed(token, call.deadline)
      }
    }
  }
  return {
    call: (call, schema) => withToken(call, (authorised) => callHubSpot(authorised, schema)),
    effect: (call) => withToken(call, callHubSpotForEffect),
  }
}
