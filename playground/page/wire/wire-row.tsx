import type { WireRow as Row } from '../../protocol'
import { Icon } from '../parts/icon'
import { keyOf } from '../state/wire-items'
import { duration, preciseClock } from '../words/time'
import { whyWords } from '../words/why'
import { faultWords, setUpWords, statusTone, statusWords } from './status'

/** The id of a line's element. */
export const rowDomId = (key: string | undefined) => `wire-row-${key}`

type Props = { row: Row; index: number; isChosen: boolean; onChoose: () => void }

/** One call or webhook. */
export function WireRow({ row, index, isChosen, onChoose }: Props) {
  const { at, from, to, method, what, path, status, durationMs, fault, repeats, idempotencyKey } = row
  const expected = setUpWords(row)
  return (
    <tr
      id={rowDomId(keyOf(row))}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-fault={fault}
      onClick={onChoose}
    >
      <td>
        {preciseClock(at).slice(0, 8)}
        <span class="wire-ms">{preciseClock(at).slice(8)}</span>
      </td>
      <td class="wire-way">
        <span data-party={from}>{from}</span>
        <Icon name="arrow-right" size={12} />
        <span class="hidden">to</span>
        <span data-party={to}>{to}</span>
      </td>
      <td class="wire-what" title={whyWords(row) ?? what}>
        {what}
      </td>
      <td class="wire-call" title={`${method} ${path}`}>
        <b>{method}</b> {path}
      </td>
      <td>
        <span class="wire-status" data-tone={statusTone(row)}>
          {statusWords(status)}
        </span>
        {expected !== undefined && (
          <span class="wire-expected" title={expected}>
            set-up
          </span>
        )}
        {fault && (
          <span class="wire-fault" title={faultWords[fault]}>
            <Icon name="zap" size={12} />
            <span class="hidden">{faultWords[fault]}</span>
          </span>
        )}
      </td>
      <td class="wire-number">{duration(durationMs)}</td>
      <td class="wire-repeat">{repeats > 0 && `try ${repeats + 1}`}</td>
      <td class="wire-key" title={idempotencyKey}>
        {idempotencyKey}
      </td>
    </tr>
  )
}
