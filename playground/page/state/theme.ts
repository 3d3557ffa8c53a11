import { computed, effect, signal } from '@preact/signals'
import { stored } from './stored'

type Theme = 'light' | 'dark'
type Choice = Theme | 'system'

const asChoice = (text: string): Choice | undefined =>
  text === 'light' || text === 'dark' || text === 'system' ? text : undefined

const choice = stored<Choice>('theme', 'system', asChoice)

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const system = signal<Theme>(prefersDark.matches ? 'dark' : 'light')
prefersDark.addEventListener('change', () => {
  system.value = prefersDark.matches ? 'dark' : 'light'
})

/** The theme on screen. */
export const theme = computed<Theme>(() => (choice.value === 'system' ? system.value : choice.value))

/** Changes to the other theme; back to following the system where that comes to the same. */
export function switchTheme(): void {
  const other = theme.peek() === 'dark' ? 'light' : 'dark'
  choice.value = other === system.peek() ? 'system' : other
}

effect(() => {
  document.documentElement.dataset.theme = theme.value
})
