import type { FaultRule } from '../../sim/http/faults'

/** What an integration asks of a desk; `all` is everything. */
export type Part =
  /** Open a thread; show those that were opened lately; take a message of the end user. */
  | 'open'
  | 'find'
  | 'send'
  /** Tell the agents something. */
  | 'note'
  | 'close'
  /** The thread as it is now; its latest replies. */
  | 'look'
  | 'replies'
  /** Show an agent what became of a reply. */
  | 'mark'
  /** Name and picture of an agent. */
  | 'agent'
  /** Take a file; say where an agent's file is; hand it out. */
  | 'upload'
  | 'locate'
  | 'content'
  | 'all'

/** What goes wrong, as a stand-in plays it. */
export type Fault = Omit<FaultRule, 'method' | 'path' | 'type'> & {
  /** With a status: what the desk says of it, in the form of its errors. */
  says?: string
}
