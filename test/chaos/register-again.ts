import { setTimeout as sleep } from 'node:timers/promises'
import type { Installation } from '../../sim/botpress'

/** Saves the configuration, again and again until it is taken. Throws what the twentieth attempt did. */
export async function registerAgain(bot: Installation): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bot.register()
    } catch (error) {
      if (attempt === 20) throw error
      await sleep(250)
    }
  }
}
