import { useEffect, useState } from 'preact/hooks'
import type { WireDetail as Detail, WireRow } from '../../protocol'
import { api } from '../desk'
import { IconButton } from '../parts/icon-button'
import { duration, preciseClock } from '../words/time'
import { whyWords } from '../words/why'
import { Body } from './body'
import { faultWords, setUpWords, statusTone, statusWords } from './status'

/** Everything about one call. */
export function WireDetail({ row, onClose }: { row: WireRow; onClose: () => void }) {
  const detail = useDetail(row)
  const expected = setUpWords(row)
  const why = whyWords(row)
  return (
    <section
      class="wire-detail"
      aria-label={`Call ${row.id}: ${row.what}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h3>{row.what}</h3>
        <IconButton icon="close" label="Close the call’s details" onClick={onClose} />
        {why !== undefined && <p>{why}</p>}
        <p class="wire-line">
          <b>{row.method}</b> {row.path}
        </p>
        <p class="quiet">
          <span class="wire-status" data-tone={statusTone(row)}>
            {statusWords(row.status)}
          </span>{' '}
          {row.from} to {row.to}, {preciseClock(row.at)}, {duration(row.durationMs)}
          {row.repeats > 0 && `, tried ${row.repeats} ${row.repeats === 1 ? 'time' : 'times'} before`}
          {row.fault && `, ${faultWords[row.fault]}`}
          {expected !== undefined && `. ${expected}.`}
        </p>
        {row.idempotencyKey !== undefined && (
          <p class="wire-line">
            Idempotency key <b>{row.idempotencyKey}</b>
          </p>
        )}
      </header>
      {typeof detail === 'string' ? <p class="quiet">{detail}</p> : <Contents detail={detail} />}
    </section>
  )
}

function Contents({ detail }: { detail: Detail }) {
  return (
    <>
      <h4>Request body</h4>
      <Body body={detail.requestBody} />
      <h4>Response body</h4>
      <Body body={detail.responseBody} />
      <h4>Request headers</h4>
      <Headers headers={detail.requestHeaders} />
      <h4>Response headers</h4>
      <Headers headers={detail.responseHeaders} />
    </>
  )
}

function Headers({ headers }: { headers: Record<string, string> }) {
  const entries = Object.entries(headers)
  if (entries.length === 0) return <p class="quiet">None</p>
  return (
    <dl class="headers">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The details of a row, or why there are none (yet). */
function useDetail({ id, status, durationMs }: WireRow): Detail | string {
  const [state, setState] = useState<{ id: number; detail: Detail | string }>()
  useEffect(() => {
    const abort = new AbortController()
    const load = async () => {
      const response = await fetch(api(`/wire/${id}`), { signal: abort.signal })
      if (!response.ok) return setState({ id, detail: 'The server does not keep this call any more.' })
      const detail: Detail = await response.json()
      setState({ id, detail })
    }
    load().catch(() => {
      if (!abort.signal.aborted) setState({ id, detail: 'The details could not be loaded.' })
    })
    return () => abort.abort()
  }, [id, status, durationMs])
  return state?.id === id ? state.detail : 'Loading…'
}
