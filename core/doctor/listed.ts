/** More than this nobody reads. */
const most = { items: 20, name: 80 }

/** Things by ID and name, as one line; of many the first ones. */
export function listed(things: readonly { id: string; name: string }[]): string {
  const shown = things.slice(0, most.items).map(({ id, name }) => `${id} (${name.slice(0, most.name)})`)
  const more = things.length - shown.length
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join('; ')
}
