import { useId } from 'preact/hooks'
import type { Field } from '../../crm-protocol'
import { Box } from './box'
import { ListInput } from './list-input'

/** One input of an action with its title and what its description says. */
export function FieldInput({ field, path }: { field: Field; path: string }) {
  const id = useId()
  const { title, description, isRequired, shape } = field
  const help = description === '' ? undefined : `${id}-help`
  const name = (
    <>
      {title}
      {isRequired && <span class="field-required"> needed</span>}
    </>
  )
  const helpText = help && (
    <p class="field-help" id={help}>
      {description}
    </p>
  )
  if (shape.type === 'group' || shape.type === 'list' || shape.type === 'record') {
    return (
      <fieldset class="field" aria-describedby={help}>
        <legend>{name}</legend>
        {helpText}
        {shape.type === 'group' ? (
          <div class="field-group">
            {shape.fields.map((inner) => (
              <FieldInput key={inner.name} field={inner} path={`${path}.${inner.name}`} />
            ))}
          </div>
        ) : (
          <ListInput title={title} shape={shape} example={field.example} path={path} />
        )}
      </fieldset>
    )
  }
  return (
    <div class="field">
      <label htmlFor={id}>{name}</label>
      <Box id={id} shape={shape} path={path} pinnedTo={field.pinnedTo} example={field.example} help={help} />
      {helpText}
    </div>
  )
}
