import type { Call, CallLog } from '../../sim/http/call-log'
import type { WireDetail, WireRow } from '../protocol'
import { cutBody } from './cut'
import type { DeskCalls } from './desk'
import { idempotencyKeyOf } from './idempotency-key'
import { idsOf } from './ids'
import type { Masker } from './mask'
import { partiesOf } from './parties'
import { readable } from './readable'
import { Repeats } from './repeats'
import { RunCalls } from './run-calls'
import { idsForTheSame } from './same-message'
import type { Traces } from './traces'
import { whatOf } from './what'

const most = 20_000

type Kept = {
  row: WireRow
  /** What it is about. */
  ids: string[]
  /** What belongs to the message it carried. */
  sameAs: string[]
  detail: Omit<WireDetail, keyof WireRow>
}

/** Every call between the three parties, as the page shows it: newest last, secrets masked, the oldest forgotten. */
export class Wire {
  private readonly kept = new Map<number, Kept>()
  private readonly rowsOfId = new Map<string, Set<number>>()
  private readonly repeats = new Repeats()
  private readonly runCalls: RunCalls
  private readonly changed = new Set<number>()
  private lastId = 0
  /** How many set-ups are under way. */
  private setUps = 0

  /** @param notify is called when `takeChanges` has something to give. */
  constructor(
    private readonly desk: DeskCalls,
    private readonly traces: Traces,
    private readonly mask: Masker,
    private readonly notify: () => void,
  ) {
    this.runCalls = new RunCalls(desk)
    traces.subscribe((id) => {
      for (const rowId of this.rowsOfId.get(id) ?? []) this.update(rowId)
    })
  }

  /** Takes over each call that a stand-in logs; the stand-in's own log stays empty, so that it does not grow for ever. */
  watch(log: CallLog): void {
    log.subscribe((call) => {
      this.add(call)
      log.clear()
    })
  }

  /** The bot is being set up: what is about no conversation belongs to that. Returns the function that ends it. */
  beginSetUp(): () => void {
    this.setUps += 1
    return () => {
      this.setUps -= 1
    }
  }

  /** An action is run: its calls go under this id as well. Returns the function to be called when it is over. */
  watchRun(id: string, action: string, user?: string): () => void {
    return this.runCalls.begin(id, action, user)
  }

  rows(): WireRow[] {
    return [...this.kept.values()].map(({ row }) => row)
  }

  detail(id: number): WireDetail | undefined {
    const kept = this.kept.get(id)
    return kept && { ...kept.row, ...kept.detail }
  }

  /** Rows that are new or have changed since the last time. */
  takeChanges(): WireRow[] {
    const rows = [...this.changed].sort((a, b) => a - b).flatMap((id) => this.kept.get(id)?.row ?? [])
    this.changed.clear()
    return rows
  }

  add(call: Call): void {
    const parties = partiesOf(call, this.desk)
    if (parties === undefined) return
    this.lastId += 1
    const id = this.lastId
    const about = idsOf(call, this.desk)
    const { users } = this.traces.about(about)
    const run = this.runCalls.of(call, users)
    const ids = run === undefined ? about : [run.id, ...about]
    const idempotencyKey = idempotencyKeyOf(call.requestBody, this.desk)
    const address = call.query === '' ? call.path : `${call.path}?${call.query}`
    const row: WireRow = {
      id,
      at: call.at,
      ...parties,
      method: call.method,
      what: whatOf(call, this.desk),
      path: this.mask.text(address),
      status: call.status,
      durationMs: Math.round(call.durationMs),
      ...faultOf(call),
      ...(this.setUps > 0 && users.length === 0 && run === undefined ? { isSetUp: true } : {}),
      repeats: this.repeats.count(call, ids, idempotencyKey),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      users: [],
      sessions: [],
      traces: [],
    }
    this.kept.set(id, {
      row,
      ids,
      sameAs: idsForTheSame(call, this.desk),
      detail: {
        requestHeaders: this.mask.headers(call.headers),
        requestBody: cutBody(this.mask.json(readable(call.requestBody))),
        responseHeaders: this.mask.headers(call.responseHeaders),
        responseBody: cutBody(this.mask.json(readable(call.responseBody))),
      },
    })
    for (const known of ids) this.index(known, id)
    this.update(id)
    if (run !== undefined && call.side === 'integration') this.claim(run, call.headers)
    this.forget(id - most)
  }

  /** What was called in Botpress while an action was run, by the trace that all of it bears. */
  private claim({ id: runId, from }: { id: string; from: number }, { traceparent }: Record<string, string>): void {
    for (const [id, { row, ids, detail }] of [...this.kept].toReversed()) {
      if (row.at < from) return
      if (row.to !== 'Botpress' || !isSameTrace(detail.requestHeaders.traceparent, traceparent)) continue
      ids.unshift(runId)
      this.index(runId, id)
      this.update(id)
    }
  }

  private index(known: string, id: number): void {
    this.rowsOfId.set(known, (this.rowsOfId.get(known) ?? new Set()).add(id))
  }

  private update(id: number): void {
    const kept = this.kept.get(id)
    if (kept === undefined) return
    const { traces, users, sessions } = this.traces.about(kept.ids)
    kept.row = { ...kept.row, traces, users, sessions }
    this.changed.add(id)
    const [trace] = traces
    // May come back here for this very row, which then has nothing more to tell.
    const about = { trace, user: users[0], session: sessions[0] }
    if (trace !== undefined) for (const same of kept.sameAs) this.traces.learn(same, about)
    this.notify()
  }

  private forget(id: number): void {
    const kept = this.kept.get(id)
    if (kept === undefined) return
    this.kept.delete(id)
    for (const known of kept.ids) {
      const rows = this.rowsOfId.get(known)
      rows?.delete(id)
      if (rows?.size === 0) this.rowsOfId.delete(known)
    }
  }
}

/** As in W3C Trace Context: version, trace, span, flags. */
const isSameTrace = (a = '', b = '') => a !== '' && a.split('-')[1] === b.split('-')[1]

function faultOf({ faulted, meddling }: Call): Pick<WireRow, 'fault'> {
  const fault = faulted ? 'broken' : meddling
  return fault === undefined ? {} : { fault }
}
