import { api, words } from '../desk'
import { Icon } from '../parts/icon'
import { Menu } from '../parts/menu'
import { isWide } from '../state/layout'
import { send } from '../state/send'
import { world } from '../state/world'

/** What the bot's owner sets up: the language, and the self-test at the end of the connect page. */
export function SetUpMenu() {
  const { chosen, offered = [] } = world.value?.language ?? {}
  return (
    <Menu
      label="Set-up: language and self-test"
      hasWords={isWide.value}
      trigger={
        <>
          <Icon name="settings" />
          {isWide.value && 'Set-up'}
        </>
      }
      triggerClass={isWide.value ? 'button' : 'icon-button'}
      place="below-end"
      items={[
        ...offered.map((language) => ({
          id: language,
          title: language,
          isChosen: language === chosen,
          onChoose: () => void send({ do: 'speak', language }),
        })),
        {
          id: 'self-test',
          title: 'Try the hand-over',
          explanation: `The self-test of ${words.name}’s connect page, in a new tab. Be the agent here.`,
          icon: <Icon name="play" />,
          onChoose: () => window.open(api('/self-test'), '_blank', 'noopener'),
        },
      ]}
    />
  )
}
