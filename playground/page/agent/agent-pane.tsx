import { words } from '../desk'
import { Empty } from '../parts/empty'
import { SideTabs } from '../parts/side-tabs'
import { isWide } from '../state/layout'
import { thread } from '../state/selection'
import { world } from '../state/world'
import { AgentSwitcher } from './agent-switcher'
import { InboxFilter } from './inbox-filter'
import { ThreadList } from './thread-list'
import { ThreadView } from './thread-view'

/** The desk as its agent sees it: inboxes or departments, threads, and one thread. */
export function AgentPane() {
  const shown = thread.value
  return (
    <section class="pane agent-pane" aria-labelledby="agent-pane-title">
      <div class="pane-head">
        <h2 id="agent-pane-title" class={isWide.value && world.value?.crm ? 'hidden' : undefined}>
          {words.agentPane}
        </h2>
        {isWide.value && world.value?.crm && <SideTabs />}
        <InboxFilter />
        <AgentSwitcher />
      </div>
      <div class="desk">
        {(isWide.value || !shown) && <ThreadList />}
        {shown ? (
          <ThreadView thread={shown} key={shown.id} />
        ) : (
          isWide.value && (
            <Empty icon="headset">When the end user asks for a human, the {words.thread} appears here.</Empty>
          )
        )}
      </div>
    </section>
  )
}
