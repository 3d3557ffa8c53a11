import { hubspotSeat } from './hubspot/seat'
import { suite } from './suite'

suite(hubspotSeat)
