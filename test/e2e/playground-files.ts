import type { BrowserContext } from 'playwright-core'

/** Files that people send each other. */

export type File = { name: string; mimeType: string; buffer: Buffer }

export const picture: File = {
  name: 'lamp.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
}

export const receipt: File = {
  name: 'receipt.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n% A receipt would be here.\n%%EOF\n'),
}

/** Nothing to watch, but a film by its first bytes and its type. */
export const film: File = {
  name: 'flicker.mp4',
  mimeType: 'video/mp4',
  buffer: Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
}

/** Something to look at, drawn by the browser. */
export async function lampPicture(context: BrowserContext): Promise<File> {
  const page = await context.newPage()
  await page.setViewportSize({ width: 176, height: 121 })
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>
    <svg width="176" height="121" viewBox="0 0 320 220">
      <defs>
        <linearGradient id="wall" x2="0" y2="1"><stop stop-color="#31405e"/><stop offset="1" stop-color="#1f2a44"/></linearGradient>
        <radialGradient id="glow"><stop stop-color="#ffe9a8" stop-opacity=".95"/><stop offset="1" stop-color="#ffe9a8" stop-opacity="0"/></radialGradient>
      </defs>
      <rect width="320" height="220" fill="url(#wall)"/>
      <rect y="176" width="320" height="44" fill="#8a5a3c"/>
      <ellipse cx="196" cy="132" rx="112" ry="78" fill="url(#glow)"/>
      <path d="M96 178 L132 112 L176 74" fill="none" stroke="#d9dee8" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/>
      <circle cx="132" cy="112" r="7" fill="#f4b942"/>
      <path d="M160 54 L212 84 L188 112 L148 90 Z" fill="#e4572e" stroke="#e4572e" stroke-width="6" stroke-linejoin="round"/>
      <circle cx="192" cy="104" r="12" fill="#fff4cf"/>
      <rect x="66" y="172" width="62" height="10" rx="5" fill="#d9dee8"/>
      <rect x="226" y="150" width="54" height="26" rx="3" fill="#4c7a5b"/><rect x="232" y="140" width="44" height="10" rx="2" fill="#c9d3e4"/>
    </svg>`)
  const buffer = await page.screenshot()
  await page.close()
  return { ...picture, buffer }
}
