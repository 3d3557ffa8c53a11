import type { SimServer } from '../../sim/http/server'
import { hostAnew } from '../stage/another-process'
import type { TestStage } from './on-stage'

/** The integration in one more process of Botpress Cloud. */
export function anotherProcess(stage: Pick<TestStage, 'settled'>): Promise<SimServer> {
  return hostAnew(stage, async () => (await import('../../src/index')).default.handler)
}

/** Adds a second process of the integration; from now on the two are called in turn. Returns its address. */
export async function addProcess(stage: TestStage): Promise<string> {
  const { url } = await anotherProcess(stage)
  stage.bot.integrationUrls = [...stage.bot.integrationUrls, url]
  return url
}
