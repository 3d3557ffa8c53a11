/** How many are unread; nothing where none are. */
export function Badge({ count }: { count: number }) {
  if (count <= 0) return null
  return (
    <span class="badge">
      {count}
      <span class="hidden"> unread</span>
    </span>
  )
}
