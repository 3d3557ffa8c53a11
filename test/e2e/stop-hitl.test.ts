import { expect, test } from 'vitest'
import { seen, told } from '../stage/chat'
import { escalated, onStage } from './on-stage'

test('a revoked token does not cost the end user the goodbye', async () => {
  const stage = await onStage()
  const { user } = await escalated(stage)
  stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
  stage.hubspot.expireAccessTokens(stage.portalId)
  await user.say('/end')
  expect(seen(user).at(-1)).toBe(told.userEnded)
  expect(stage.logs.map(({ text }) => text).join('\n')).toMatch(/not closed.*|refresh token/)
})
