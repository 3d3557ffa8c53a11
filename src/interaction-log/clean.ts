import { addRedacted, type Interaction, type Redacted, type Turn } from './interaction'
import { scrubText, scrubTurns } from './scrubber/scrub'

/** Takes card and ID numbers out of all that is said and written of an interaction, before anything else sees it. */
export function cleaned(interaction: Interaction): { interaction: Interaction; redacted: Redacted } {
  let redacted: Redacted = {}
  const clean = (text: string) => {
    const scrubbed = scrubText(text)
    redacted = addRedacted(redacted, scrubbed.counts)
    return scrubbed.text
  }
  const maybe = (text: string | undefined) => (text === undefined ? undefined : clean(text))
  const { call } = interaction
  const said = cleanedTurns(interaction.turns)
  redacted = addRedacted(redacted, said.redacted)
  return {
    interaction: {
      ...interaction,
      turns: said.turns,
      userName: clean(interaction.userName),
      agents: interaction.agents.map(clean),
      ending: maybe(interaction.ending),
      summary: maybe(interaction.summary),
      title: maybe(interaction.title),
      call: call && { ...call, outcome: maybe(call.outcome) },
    },
    redacted,
  }
}

/** The same of what was said, where a number may be spread over several turns. */
export function cleanedTurns(turns: readonly Turn[]): { turns: Turn[]; redacted: Redacted } {
  const named = turns.map((turn) => ({ ...turn, speaker: `${turn.from}:${turn.name}` }))
  const scrubbed = scrubTurns(named)
  return {
    turns: scrubbed.turns.map(({ from, name, text, at }) => ({ from, name: scrubText(name).text, text, at })),
    redacted: addRedacted(scrubbed.counts),
  }
}
