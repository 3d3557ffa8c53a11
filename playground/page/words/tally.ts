import type { Balance } from '../../protocol'

/** `good` when nothing is lost or doubled, `busy` while something is under way, `bad` otherwise. */
export type Verdict = 'good' | 'busy' | 'bad'

/** Messages that are neither there, nor on their way, nor reported. */
export const lost = ({ said, arrived, underWay, reported }: Balance): number =>
  Math.max(0, said - arrived - underWay - reported)

/** What to think of a balance. */
export function verdict(balance: Balance): Verdict {
  if (lost(balance) > 0 || balance.doubled > 0) return 'bad'
  return balance.underWay > 0 ? 'busy' : 'good'
}

/** A balance in words: `12 said, 12 arrived, none lost, none twice`. */
export function tallyWords(balance: Balance): string {
  const { said, arrived, underWay, reported, doubled } = balance
  if (said === 0 && doubled === 0) return 'Nothing said yet'
  return [
    `${said} said`,
    `${arrived} arrived`,
    ...(underWay > 0 ? [`${underWay} under way`] : []),
    ...(reported > 0 ? [`${reported} reported`] : []),
    `${lost(balance) || 'none'} lost`,
    `${doubled || 'none'} twice`,
  ].join(', ')
}
