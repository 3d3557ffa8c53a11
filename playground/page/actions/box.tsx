import type { Shape } from '../../crm-protocol'
import { fillIn, values } from '../state/actions'
import { shownValue } from './form-values'

type Props = {
  shape: Shape
  path: string
  id?: string
  /** In place of a label. */
  name?: string
  pinnedTo?: string | undefined
  example?: string | undefined
  /** Id of the words that explain it. */
  help?: string | undefined
}

const yesOrNo = [
  { value: 'true', title: 'Yes' },
  { value: 'false', title: 'No' },
]

/** What one value is filled in with: by its type a text, a choice, or JSON for what no form is made for. */
export function Box({ shape, path, id, name, pinnedTo, example, help }: Props) {
  const value = shownValue({ ...(pinnedTo === undefined ? {} : { pinnedTo }) }, values.value, path)
  const common = {
    id,
    value,
    'aria-label': name,
    'aria-describedby': help,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      fillIn({ ...values.peek(), [path]: currentTarget.value }),
  }
  const options = optionsOf(shape)
  if (options) {
    return (
      <select class="box" {...common}>
        <option value="">Not given</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    )
  }
  if (shape.type === 'json') return <textarea class="box" rows={3} placeholder={example ?? '{}'} {...common} />
  return (
    <input
      class="box"
      type="text"
      inputMode={shape.type === 'number' ? 'decimal' : 'text'}
      autocomplete="off"
      placeholder={example ?? ''}
      {...common}
    />
  )
}

function optionsOf(shape: Shape): { value: string; title: string }[] | undefined {
  if (shape.type === 'boolean') return yesOrNo
  if ('options' in shape) return shape.options.map((option) => ({ value: option, title: option }))
  return undefined
}
