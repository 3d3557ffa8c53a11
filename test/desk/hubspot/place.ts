import type { Stage } from '../../../sim/hubspot-stage'

/** An account of HubSpot's stand-in, its app, and the bot that it is connected with. */
export type HubSpotPlace = Pick<Stage, 'hubspot' | 'portalId' | 'appId' | 'bot'>
