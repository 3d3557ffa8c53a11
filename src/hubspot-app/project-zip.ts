import { strToU8, zipSync } from 'fflate'
import { markOf, projectFiles } from './project'

/** A file to download, as a link of a page holds it. */
export type Download = { name: string; url: string }

/** The time of each file, by the clock of whoever unpacks it: the same bytes wherever and whenever the zip is made. */
const mtime = new Date(2026, 0, 1)

/** A bot's HubSpot project as a zip with one folder in it. */
export function projectZip(webhookUrl: string, webhookId: string): Download {
  const mark = markOf(webhookId)
  const folder = `botpress-inbox-hitl-${mark}`
  const files = projectFiles(webhookUrl, mark).map(({ path, content }) => [
    `${folder}/${path}`,
    strToU8(`${JSON.stringify(content, null, 2)}\n`),
  ])
  const zip = Buffer.from(zipSync(Object.fromEntries(files), { mtime }))
  return { name: `${folder}.zip`, url: `data:application/zip;base64,${zip.toString('base64')}` }
}
