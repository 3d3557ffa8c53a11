import { highlight } from './highlight'

/** A body: JSON laid out and coloured, text as it is. */
export function Body({ body }: { body: unknown }) {
  if (body === undefined || body === null || body === '') return <p class="quiet">None</p>
  if (typeof body === 'string') return <pre class="body">{body}</pre>
  return (
    <pre class="body">
      {highlight(JSON.stringify(body, null, 2)).map(({ kind, text }, index) =>
        kind === 'plain' ? (
          text
        ) : (
          <span key={index} data-kind={kind}>
            {text}
          </span>
        ),
      )}
    </pre>
  )
}
