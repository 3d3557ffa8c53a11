import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { measureCalls } from './calls'
import { measureCriticalPath } from './critical-path'
import { measureCrm } from './hubspot/crm'
import { measureLog } from './hubspot/interaction-log'
import { setHubSpotStage } from './hubspot/stage'
import { measureMemory } from './memory'
import { measurePage } from './page'
import { type Bundles, buildAll } from './processes'
import { report, type Section, table } from './row'
import { setSalesIqStage } from './salesiq/stage'
import { measureScrubber } from './scrubber'
import { hubspotBundle, measureSize, salesiqBundle } from './size'
import { measureThroughput } from './throughput'

const output = 'bench/latest.json'

type Done = (section: Section) => void

/**
 * Measures what the built integrations cost, against the stand-ins, prints it as a table and writes it to
 * `bench/latest.json`. What counts are the ratios: both sides of each come from this run.
 */
export async function measureAll(): Promise<void> {
  const bundles = await buildAll()
  const sections: Section[] = []
  const done = (section: Section) => {
    sections.push(section)
    console.error(`measured: ${section.title}`)
  }
  await measureHubSpot(bundles, done)
  await measureSalesIq(bundles, done)
  done(await measurePage())
  console.log(table(sections))
  writeFileSync(output, report({ node: process.version, cores: availableParallelism() }, sections))
  console.log(`\nWritten to ${output}`)
}

async function measureHubSpot({ hubspot, empty, bare }: Bundles, done: Done): Promise<void> {
  done(await measureSize(hubspot, empty, hubspotBundle))
  done(await measureScrubber())
  const stage = await setHubSpotStage(hubspot.file)
  try {
    done(await measureCalls(stage))
    done(await measureCriticalPath(stage))
    done(await measureCrm(stage))
    done(await measureLog(stage))
    const { section, traffic } = await measureThroughput(stage, bare.file)
    done(section)
    done(await measureMemory(stage, traffic))
  } finally {
    await stage.close()
  }
}

async function measureSalesIq({ salesiq, empty, bare }: Bundles, done: Done): Promise<void> {
  done(await measureSize(salesiq, empty, salesiqBundle))
  const stage = await setSalesIqStage(salesiq.file)
  try {
    done(await measureCalls(stage))
    done(await measureCriticalPath(stage))
    const { section, traffic } = await measureThroughput(stage, bare.file)
    done(section)
    done(await measureMemory(stage, traffic))
  } finally {
    await stage.close()
  }
}
