import type { Balance, Tally } from '../../protocol'
import { Icon } from '../parts/icon'
import { tallyWords, type Verdict, verdict } from '../words/tally'

const icons = { good: 'check-circle', busy: 'clock', bad: 'alert' } as const satisfies Record<Verdict, string>

/** What was said and what became of it, in both directions. */
export function Ledger({ tally }: { tally: Tally }) {
  return (
    <ul class="ledger" aria-label="Ledger: what was said and what became of it">
      <Line title="To the agent" balance={tally.toAgent} />
      <Line title="To the end user" balance={tally.toUser} />
    </ul>
  )
}

function Line({ title, balance }: { title: string; balance: Balance }) {
  const state = verdict(balance)
  return (
    <li class="ledger-line" data-verdict={balance.said > 0 ? state : 'none'}>
      <Icon name={icons[state]} size={18} />
      <span>
        <span class="ledger-title">{title}</span>
        <span class="ledger-words" title={tallyWords(balance)}>
          {tallyWords(balance)}
        </span>
      </span>
    </li>
  )
}
