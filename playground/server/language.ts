import { textFields } from '../../core/definitions'
import { type Installation, IntegrationCallError } from '../../sim/botpress'
import type { Languages } from '../protocol'
import { Refusal } from './refusal'

const offered: readonly string[] = textFields.language.unwrap().options

/** Which language the integration speaks, as a bot's owner chooses it in the configuration. */
export class Language {
  /** @param setUp does something that sets the bot up, so that its calls are known as such. */
  constructor(
    private readonly bot: Pick<Installation, 'configuration' | 'register'>,
    private readonly setUp: (run: () => Promise<void>) => Promise<void>,
  ) {}

  view(): Languages {
    const { language } = this.bot.configuration
    return { chosen: typeof language === 'string' ? language : (offered[0] ?? ''), offered: [...offered] }
  }

  /** @throws {Refusal} when the integration refuses what is saved, and then nothing has changed. */
  async choose(language: string): Promise<void> {
    if (!offered.includes(language)) throw new Refusal(404, 'There is no such language.')
    const before = this.bot.configuration
    this.bot.configuration = { ...before, language }
    try {
      // As Botpress does when a configuration is saved.
      await this.setUp(() => this.bot.register())
    } catch (error) {
      this.bot.configuration = before
      if (!(error instanceof IntegrationCallError)) throw error
      throw new Refusal(409, `The configuration was not saved. ${error.message}`)
    }
  }
}
