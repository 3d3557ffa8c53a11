import { words } from '../desk'
import { Icon } from '../parts/icon'
import type { Fold } from '../state/wire-items'
import { preciseClock } from '../words/time'
import { rowDomId } from './wire-row'

type Props = { of: Fold; itemKey: string; index: number; isChosen: boolean; onToggle: () => void }

/** One line for the calls of a set-up, which opens. */
export function WireFold({ of: { count, at, isOpen }, itemKey, index, isChosen, onToggle }: Props) {
  return (
    <tr id={rowDomId(itemKey)} class="wire-fold" aria-rowindex={index + 2} aria-selected={isChosen} onClick={onToggle}>
      <td>
        {preciseClock(at).slice(0, 8)}
        <span class="wire-ms">{preciseClock(at).slice(8)}</span>
      </td>
      {/* As many columns as the narrowest table has. */}
      <td colSpan={3}>
        {/* The grid takes the keys for it. */}
        <button type="button" tabIndex={-1} aria-expanded={isOpen}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          Set-up: {count} {count === 1 ? 'call' : 'calls'}
        </button>
        <span class="wire-fold-why">{words.setUp}</span>
      </td>
    </tr>
  )
}
