import { ActionsPane } from './actions/actions-pane'
import { AgentPane } from './agent/agent-pane'
import { BreakPanel } from './break/break-panel'
import { CrmPane } from './crm/crm-pane'
import { HintBar } from './hints/hint-bar'
import { Notices } from './parts/notices'
import { here, view } from './state/here'
import { hint } from './state/hints'
import { isBreakOpen, isWide } from './state/layout'
import { world } from './state/world'
import { TopBar } from './top/top-bar'
import { ViewBar } from './top/view-bar'
import { Welcome } from './top/welcome'
import { UserPane } from './user/user-pane'
import { WirePanel } from './wire/wire-panel'

/**
 * The whole page: the end user's pane beside one of the desk or of the actions, and the wire beside the switches; or one of
 * them at a time on a narrow screen.
 */
export function App() {
  const isShown = (name: typeof view.value) => isWide.value || view.value === name
  const { side } = here.value
  const hasCrm = world.value?.crm !== undefined
  const isCrmSide = hasCrm && (!isWide.value || side !== undefined)
  return (
    <div class="app" data-hint={hint.value}>
      <TopBar />
      <Notices />
      <HintBar />
      <main class="stage">
        {world.value ? (
          <>
            {isShown('user') && <UserPane />}
            {isShown('agent') && !(isWide.value && isCrmSide) && <AgentPane />}
            {isShown('crm') && isCrmSide && (side === 'actions' ? <ActionsPane /> : <CrmPane />)}
            {isShown('wire') && <WirePanel />}
            {!isWide.value && isShown('break') && <BreakPanel />}
          </>
        ) : (
          <Welcome />
        )}
      </main>
      {world.value && isWide.value && isBreakOpen.value && <BreakPanel />}
      {!isWide.value && <ViewBar />}
    </div>
  )
}
