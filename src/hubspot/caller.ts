import type * as z from 'zod'
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

/** Calls HubSpot in the name of one account; a 401 renews the token and tries once more. */
export type Caller = {
  call<T>(call: AccountCall, schema: z.ZodType<T>): Promise<T>
  effect(call: AccountCall): Promise<void>
}

export function callerFor(tokens: TokenSource): Caller {
  const withToken = async <T>(call: AccountCall, send: (call: HubSpotCall) => Promise<T>): Promise<T> => {
    const token = await tokens.token(call.deadline)
    try {
      return await send({ ...call, token })
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.status !== 401) throw error
      return send({ ...call, token: await tokens.renewed(token, call.deadline) })
    }
  }
  return {
    call: (call, schema) => withToken(call, (authorised) => callHubSpot(authorised, schema)),
    effect: (call) => withToken(call, callHubSpotForEffect),
  }
}
