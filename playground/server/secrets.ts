import type { Desk } from './desk'

const fields = ['clientSecret', 'developerApiKey', 'refreshToken']

/** What must not be shown, as far as it is known from the start; tokens are found under their names. */
export function secretsOf({ bot, botpress }: Pick<Desk, 'bot' | 'botpress'>): string[] {
  const configured = fields.map((field) => bot.configuration[field])
  return [botpress.token, ...configured].filter((value) => typeof value === 'string')
}
