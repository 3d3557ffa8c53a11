import type { SalesIqStage } from '../../../sim/salesiq-stage'

/** A portal of SalesIQ's stand-in, and the bot that it is connected with. */
export type SalesIqPlace = Pick<SalesIqStage, 'salesiq' | 'screenName' | 'appId' | 'bot'>
