import type * as z from 'zod/mini'
import { type Call, callSalesIq, callSalesIqForEffect } from './client'
import { SalesIqError } from './errors'
import { type Region, salesiqUrl } from './regions'

/** Gives out the access token of one connection. */
export type TokenSource = {
  /** A token that is good for now. */
  token(deadline: number): Promise<string>
  /** A token other than `rejected`, which SalesIQ just refused. */
  renewed(rejected: string, deadline: number): Promise<string>
}

type PortalCall = Omit<Call, 'token' | 'host'>

/** Calls one SalesIQ portal; a token that is refused is renewed. */
export type Caller = {
  screenName: string
  /** Of the API, without a trailing slash. */
  host: string
  call<T>(call: PortalCall, schema: z.ZodMiniType<T>): Promise<T>
  effect(call: PortalCall): Promise<void>
  /** What the `authorization` header of a call has to say. */
  authorization(deadline: number): Promise<string>
}

/**
 * A renewal counts against Zoho's ten in ten minutes; the first may find what another process has got, which can have ended
 * since.
 */
const mostRenewals = 2

/** The caller of a portal. */
export function callerFor(tokens: TokenSource, { region, screenName }: { region: Region; screenName: string }): Caller {
  const host = salesiqUrl(region)
  const withToken = async <T>(call: PortalCall, send: (call: Call) => Promise<T>): Promise<T> => {
    let token = await tokens.token(call.deadline)
    for (let renewals = 0; ; renewals += 1) {
      try {
        return await send({ ...call, host, token })
      } catch (error) {
        if (!(error instanceof SalesIqError) || error.outcome !== 'denied' || renewals === mostRenewals) throw error
        token = await tokens.renewed(token, call.deadline)
      }
    }
  }
  return {
    screenName,
    host,
    call: (call, schema) => withToken(call, (authorised) => callSalesIq(authorised, schema)),
    effect: (call) => withToken(call, callSalesIqForEffect),
    authorization: async (deadline) => `Zoho-oauthtoken ${await tokens.token(deadline)}`,
  }
}
