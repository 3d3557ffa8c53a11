import { words } from '../desk'
import { Icon } from '../parts/icon'
import { IconButton } from '../parts/icon-button'
import { isBreakOpen, isWide } from '../state/layout'
import { switchTheme, theme } from '../state/theme'
import { world } from '../state/world'
import { ConnectionState } from './connection-state'
import { DeskSwitch } from './desk-switch'
import { Ledger } from './ledger'
import { SetUpMenu } from './set-up-menu'

/** Name of the page, the ledger, and what concerns the whole page. */
export function TopBar() {
  const broken = world.value?.breakages.filter(({ isOn }) => isOn).length ?? 0
  const other = theme.value === 'dark' ? 'light' : 'dark'
  return (
    <header class="top">
      <div class="brand">
        <span class="brand-mark" aria-hidden="true">
          <Icon name="wire" size={18} />
        </span>
        <div>
          <h1>Playground</h1>
          <p>Botpress to {words.name}, and back</p>
        </div>
        <DeskSwitch />
        <ConnectionState />
      </div>
      {isWide.value && world.value && <Ledger tally={world.value.tally} />}
      <div class="top-actions">
        {isWide.value && (
          <button
            type="button"
            class="button break-toggle"
            data-tone={broken > 0 ? 'warn' : undefined}
            aria-expanded={isBreakOpen.value}
            onClick={() => {
              isBreakOpen.value = !isBreakOpen.value
            }}
          >
            <Icon name="zap" />
            Break it
            {broken > 0 && <span class="count">{broken} on</span>}
          </button>
        )}
        {world.value && <SetUpMenu />}
        <IconButton
          icon={theme.value === 'dark' ? 'sun' : 'moon'}
          label={`Change to the ${other} theme`}
          onClick={switchTheme}
        />
      </div>
    </header>
  )
}
