import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { measureCalls } from './calls'
import { measureCriticalPath } from './critical-path'
import { measureCrm } from './crm'
import { measureMemory } from './memory'
import { measurePage } from './page'
import { buildAll } from './processes'
import { report, type Section, table } from './row'
import { measureSize } from './size'
import { setStage } from './stage'
import { measureThroughput } from './throughput'

const output = 'bench/latest.json'

/**
 * Measures what the built integration costs, against the stand-ins, prints it as a table and writes it to
 * `bench/latest.json`. What counts are the ratios: both sides of each come from this run.
 */
export async function measureAll(): Promise<void> {
  const bundles = await buildAll()
  const sections: Section[] = []
  const done = (section: Section) => {
    sections.push(section)
    console.error(`measured: ${section.title}`)
  }
  done(await measureSize(bundles))
  const stage = await setStage(bundles.bridge.file)
  try {
    done(await measureCalls(stage))
    done(await measureCriticalPath(stage))
    done(await measureCrm(stage))
    const { section, traffic } = await measureThroughput(stage, bundles)
    done(section)
    done(await measureMemory(stage, traffic))
  } finally {
    await stage.close()
  }
  done(await measurePage())
  console.log(table(sections))
  writeFileSync(output, report({ node: process.version, cores: availableParallelism() }, sections))
  console.log(`\nWritten to ${output}`)
}
