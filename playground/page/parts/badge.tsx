/** How many there are of what `word` says; nothing where there are none. */
export function Badge({ count, word = 'unread' }: { count: number; word?: 'unread' | 'on' | 'new' }) {
  if (count <= 0) return null
  return (
    <span class="badge" data-word={word}>
      {count}
      <span class="hidden"> {word}</span>
    </span>
  )
}
