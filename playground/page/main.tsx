import { render } from 'preact'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/top.css'
import './styles/user.css'
import './styles/agent.css'
import './styles/composer.css'
import './styles/wire.css'
import './styles/break.css'
import { App } from './app'
import { listen } from './state/listen'
import './state/theme'

const root = document.getElementById('app')
if (root) render(<App />, root)
listen()
