import { useRef } from 'preact/hooks'
import type { Shape } from '../../crm-protocol'
import { within } from '../parts/arrow-keys'
import { Icon } from '../parts/icon'
import { IconButton } from '../parts/icon-button'
import { fillIn, values } from '../state/actions'
import { Box } from './box'
import { FieldInput } from './field-input'
import { addItem, countOf, removeItem } from './form-values'

type Props = {
  title: string
  shape: Extract<Shape, { type: 'list' | 'record' }>
  example: string | undefined
  path: string
}

/** Several values, or several pairs of a name and a value: as many as one adds. */
export function ListInput({ title, shape, example, path }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const count = countOf(values.value, path)
  const focusOn = (find: (root: HTMLDivElement) => HTMLElement | undefined) =>
    // After it has been drawn.
    requestAnimationFrame(() => root.current && find(root.current)?.focus())
  return (
    <div class="field-list" ref={root}>
      {Array.from({ length: count }, (_, index) => {
        const place = `${path}.${index}`
        const called = `${title} ${index + 1}`
        return (
          <fieldset class="field-item" aria-label={called} key={index}>
            <Item shape={shape} path={place} title={called} example={example} />
            <IconButton
              icon="close"
              size={14}
              label={`Take ${called} out`}
              onClick={() => {
                fillIn(removeItem(values.peek(), path, index))
                focusOn((box) => within(box, ':scope > .button')[0])
              }}
            />
          </fieldset>
        )
      })}
      <button
        type="button"
        class="button"
        aria-label={`Add to ${title}`}
        onClick={() => {
          fillIn(addItem(values.peek(), path))
          focusOn(
            (box) =>
              within(box, `:scope > .field-item:nth-child(${count + 1}) :is(input, select, textarea, .button)`)[0],
          )
        }}
      >
        <Icon name="plus" size={14} />
        Add
      </button>
    </div>
  )
}

type ItemProps = { shape: Props['shape']; path: string; title: string; example: string | undefined }

function Item({ shape, path, title, example }: ItemProps) {
  if (shape.type === 'record') {
    const [name, value] = example?.split(': ') ?? []
    return (
      <>
        <Box shape={{ type: 'text' }} path={`${path}.name`} name={`Name of ${title}`} example={name} />
        <Box shape={{ type: 'text' }} path={`${path}.value`} name={`Value of ${title}`} example={value} />
      </>
    )
  }
  const { item } = shape
  if (item.type === 'group') {
    return (
      <div class="field-group">
        {item.fields.map((inner) => (
          <FieldInput key={inner.name} field={inner} path={`${path}.${inner.name}`} />
        ))}
      </div>
    )
  }
  if (item.type === 'list' || item.type === 'record') {
    return <ListInput title={title} shape={item} example={undefined} path={path} />
  }
  return <Box shape={item} path={path} name={title} example={example} />
}
