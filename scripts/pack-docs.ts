import { writeFileSync } from 'node:fs'
import { takeArguments } from './arguments'
import { moduleOf, renderAll } from './docs/pack'
import { documentations } from './docs/pages'

const command = {
  name: 'npm run docs:pack',
  does: 'Renders the documentation that the integrations serve, and writes it into their code.',
  options: {},
}

/** `npm run docs:pack`: after every change of a page that is served; a test says when it was forgotten. */
function packDocs(): void {
  if (!takeArguments(command)) return
  for (const documentation of documentations) {
    const pages = renderAll(documentation)
    const code = moduleOf(pages)
    writeFileSync(new URL(`../${documentation.packed}`, import.meta.url), code)
    console.log(`${documentation.integration}: ${pages.length} pages, ${(code.length / 1_000).toFixed(1)} kB`)
  }
}

packDocs()
