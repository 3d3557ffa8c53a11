import type { SalesIqStage } from '../../sim/salesiq-stage'

/** What SalesIQ knows of the test and must not reach a log: secrets, texts, addresses, numbers. */
export function unspeakableInSalesIq({
  bot,
  salesiq,
  screenName,
}: Pick<SalesIqStage, 'bot' | 'salesiq' | 'screenName'>): unknown[] {
  const { clientSecret, refreshToken, missedMessage } = bot.configuration
  const chats = salesiq.chats(screenName)
  const texts = chats.flatMap(({ entries, notes, question, pastMessages }) => [
    ...[question, ...entries.map(({ text }) => text)],
    ...[...notes, ...pastMessages].map(({ text }) => text),
  ])
  const people = chats.flatMap(({ visitor }) => [visitor.email, visitor.phone])
  return [clientSecret, refreshToken, missedMessage, ...texts, ...people]
}
