import { salesIqSeat } from './salesiq/seat'
import { suite } from './suite'

suite(salesIqSeat)
