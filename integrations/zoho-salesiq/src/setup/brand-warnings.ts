import type { Settings } from '../installation/settings'
import type { Brand } from '../salesiq/brands'
import { SHORT_WAIT } from '../salesiq/limits'

/** Settings of a brand that hurt, each with what it costs and what to do; none when all is well. */
export function brandWarnings({ waitTime: configured }: Pick<Settings, 'waitTime'>, brand: Brand): string[] {
  const { name, takesFiles, waitTime, hasBot } = brand
  const shown = configured ?? waitTime
  return [
    ...(takesFiles === false
      ? [
          `The brand "${name}" takes no files: agents get the links of what end users send. To change that: SalesIQ, Settings > Brands > ${name}, file sharing.`,
        ]
      : []),
    ...(hasBot
      ? [
          `A bot of SalesIQ's (Zobot) is on for the brand "${name}": it answers first and keeps chats from agents until it forwards them. Switch it off for this brand, or use another one.`,
        ]
      : []),
    ...(shown !== undefined && shown < SHORT_WAIT
      ? [
          `Chats count as missed after ${shown} seconds, which is short. Set "Wait time" to a minute or more, or change it for the brand "${name}" in SalesIQ.`,
        ]
      : []),
  ]
}
