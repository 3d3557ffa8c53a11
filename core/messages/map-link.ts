import type { Texts } from '../texts/languages'
import { say } from '../texts/say'

/** A place on earth: decimal degrees, north and east positive. */
export type Place = {
  latitude: number
  longitude: number
  title?: string | undefined
  address?: string | undefined
}

/**
 * A place as text: its title and address, one line each, then a link that opens it on a public map. Without title and
 * address the coordinates are written out. Coordinates that do not exist are named, and get no link.
 * The link is a Maps URL as Google documents them (developers.google.com/maps/documentation/urls).
 */
export function mapLink(texts: Texts, { latitude, longitude, title, address }: Place): string {
  const lines = [title, address].map((line) => line?.trim() ?? '').filter((line) => line !== '')
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    return [...lines, say(texts, 'noPlace', { place: `${latitude}, ${longitude}` })].join('\n')
  }
  if (lines.length === 0) {
    const northSouth = `${decimal(Math.abs(latitude))}° ${latitude < 0 ? texts.south : texts.north}`
    const eastWest = `${decimal(Math.abs(longitude))}° ${longitude < 0 ? texts.west : texts.east}`
    lines.push(say(texts, 'place', { place: `${northSouth}, ${eastWest}` }))
  }
  const query = `${decimal(latitude)},${decimal(longitude)}`
  return [...lines, `https://www.google.com/maps/search/?api=1&query=${query}`].join('\n')
}

/** Seven decimals are a centimetre; never in exponent form, and without a sign on zero. */
function decimal(degrees: number): string {
  return degrees
    .toFixed(7)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0')
}
