import type { Balance } from '../../protocol'

/** `good` when nothing is lost, doubled or astray, `busy` while something is under way, `bad` otherwise. */
export type Verdict = 'good' | 'busy' | 'bad'

/** What to think of a balance. */
export function verdict({ lost, doubled, astray, underWay }: Balance): Verdict {
  if (lost > 0 || doubled > 0 || astray > 0) return 'bad'
  return underWay > 0 ? 'busy' : 'good'
}

/** A balance in words, what is bad of it first: `12 said, 12 arrived, none lost, none twice`. */
export function tallyWords({ said, arrived, underWay, reported, lost, doubled, astray }: Balance): string {
  if (said === 0 && doubled === 0) return 'Nothing said yet'
  return [
    `${said} said`,
    ...some(lost, 'lost'),
    ...some(doubled, 'twice'),
    ...some(astray, 'at the wrong person'),
    `${arrived} arrived`,
    ...some(underWay, 'under way'),
    ...some(reported, 'reported'),
    ...(lost > 0 ? [] : ['none lost']),
    ...(doubled > 0 ? [] : ['none twice']),
  ].join(', ')
}

const some = (count: number, what: string) => (count > 0 ? [`${count} ${what}`] : [])
