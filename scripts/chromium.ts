import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const candidates = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser']

/** Where a Chromium is installed; undefined when there is none. */
export const chromiumPath = candidates.find((path) => path !== '' && existsSync(path))

/** Starts it without a window. Throws when there is none. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? 'chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A microphone that beeps, for whoever is allowed to use it.
      '--use-fake-device-for-media-stream',
    ],
  })
}
