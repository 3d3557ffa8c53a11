/**
 * A fault that a stand-in plays instead of, before or after its honest answer.
 *
 * `drop: 'before'` closes the connection without doing anything; `drop: 'after'` does the work and then closes the
 * connection, which is the case that makes a caller repeat something that already happened.
 */
export type FaultRule = {
  /** One, or several; matches any method when absent. */
  method?: string | readonly string[]
  /** Tested against the path without its query. */
  path: RegExp
  /** Tested against the content type of the request, empty for one that has none; default: matches any. */
  type?: RegExp
  /** Answers with this status instead of doing the work. */
  status?: number
  /** Does the work, and only then answers with `status` and `body` in place of its own answer. */
  after?: boolean
  headers?: Record<string, string>
  body?: unknown
  drop?: 'before' | 'after'
  /** Waits this many ms before anything else. */
  delayMs?: number
  /** How many requests the rule applies to; default: every one until it is removed. */
  times?: number
  /** How many matching requests pass untouched first; default 0. */
  skip?: number
}

/** What several kinds of trouble do in turn to the requests that match; `next` gives none for one that passes. */
export type FaultCycle = { path: RegExp; next: (method: string) => Omit<FaultRule, 'method' | 'path'> | undefined }

/** The fault rules of one stand-in; the first that matches a request is the one that is played. */
export class Faults {
  private rules: (FaultRule & { left: number; toSkip: number })[] = []
  private cycles: FaultCycle[] = []

  /** Adds a rule and returns a function that takes it away again. */
  add(rule: FaultRule): () => void {
    const entry = { ...rule, left: rule.times ?? Number.POSITIVE_INFINITY, toSkip: rule.skip ?? 0 }
    this.rules.push(entry)
    return () => {
      this.rules = this.rules.filter((other) => other !== entry)
    }
  }

  /** Adds a cycle, which comes after the rules, and returns a function that takes it away again. */
  addCycle(cycle: FaultCycle): () => void {
    this.cycles.push(cycle)
    return () => {
      this.cycles = this.cycles.filter((other) => other !== cycle)
    }
  }

  clear(): void {
    this.rules = []
    this.cycles = []
  }

  /** The rule for this request, counted as used; undefined when the stand-in is to answer honestly. */
  take(method: string, path: string, type = ''): FaultRule | undefined {
    for (const rule of this.rules) {
      if (rule.left <= 0 || !isFor(rule, method) || !rule.path.test(path) || rule.type?.test(type) === false) continue
      if (rule.toSkip > 0) {
        rule.toSkip -= 1
        continue
      }
      rule.left -= 1
      return rule
    }
    const cycle = this.cycles.find((it) => it.path.test(path))
    const play = cycle?.next(method)
    return cycle && play && { ...play, path: cycle.path }
  }
}

const isFor = ({ method: wanted }: FaultRule, method: string): boolean =>
  wanted === undefined || (typeof wanted === 'string' ? wanted === method : wanted.includes(method))
