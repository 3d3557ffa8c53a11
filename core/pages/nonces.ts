/** A nonce that was used, remembered until whatever bore it is no longer good. Epoch ms. */
export type UsedNonce = { nonce: string; until: number }

/** Room for used nonces; a nonce takes an hour-long link to make, so only a mistake could fill it. */
const room = 100

/**
 * Uses up a nonce.
 *
 * @returns what is to be remembered from now on, and whether the nonce had not been used before.
 */
export function spend(
  used: readonly UsedNonce[],
  nonce: string,
  until: number,
): { used: UsedNonce[]; isFresh: boolean } {
  const alive = used.filter((other) => other.until > Date.now())
  const isFresh = alive.every((other) => other.nonce !== nonce) && alive.length < room
  return { used: isFresh ? [...alive, { nonce, until }] : alive, isFresh }
}
