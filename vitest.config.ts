// CommonJS, as all files of the package are to Node: Vite warns of a configuration that is written otherwise.
import vitest = require('vitest/config')

/** Contract tests read what the e2e, desk and chaos tests recorded, so they run after everything else. */
const project = (name: string, groupOrder: number, timeScale = '1') => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    sequence: { groupOrder },
    // Most tests wait; more at once would take the time from each other that they measure by.
    maxWorkers: 3,
    env: { HITL_TIME_SCALE: timeScale },
  },
})

export = vitest.defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: 'test/fresh-output.ts',
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'test-output/vitest.json' },
    projects: [
      project('unit', 0),
      project('e2e', 1, '0.2'),
      project('desk', 1, '0.2'),
      project('chaos', 2, '0.5'),
      project('contract', 3),
    ],
  },
})
