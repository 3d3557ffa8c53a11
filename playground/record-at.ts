/** The record that an address in HubSpot leads to; undefined for any other address. */
export function recordAt(url: string): { typeId: string; id: string } | undefined {
  const [, typeId, id] = /\/record\/(\d+-\d+)\/(\d+)$/.exec(url) ?? []
  return typeId === undefined || id === undefined ? undefined : { typeId, id }
}
