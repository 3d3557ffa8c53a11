import type { ActionDefinition } from '@botpress/sdk'
import { checkAvailability } from './check-availability'
import { createContact } from './create-contact'
import { createDeal } from './create-deal'
import { createTicket } from './create-ticket'
import { createVerificationCode } from './create-verification-code'
import { deleteBinding } from './delete-binding'
import { describeObject } from './describe-object'
import { findCompany } from './find-company'
import { findContact } from './find-contact'
import { findDeal } from './find-deal'
import { findTicket } from './find-ticket'
import { getConnection } from './get-connection'
import { getInteractionLog } from './get-interaction-log'
import { listBindings } from './list-bindings'
import { listObjects } from './list-objects'
import { logInteraction } from './log-interaction'
import { proposeBinding } from './propose-binding'
import { runBinding } from './run-binding'
import { saveBinding } from './save-binding'
import { searchRecords } from './search-records'
import { searchSchema } from './search-schema'
import { setInteractionLog } from './set-interaction-log'
import { updateContact } from './update-contact'
import { verifyContact } from './verify-contact'
import { writeRecord } from './write-record'

/** The actions with which a bot works with the CRM; those of the hand-over come with the hitl interface. */
export const crmActions = {
  findContact,
  findCompany,
  findTicket,
  findDeal,
  createContact,
  updateContact,
  createTicket,
  createDeal,
  listObjects,
  describeObject,
  searchSchema,
  searchRecords,
  writeRecord,
  verifyContact,
  createVerificationCode,
  saveBinding,
  listBindings,
  deleteBinding,
  runBinding,
  proposeBinding,
  checkAvailability,
  logInteraction,
  getInteractionLog,
  setInteractionLog,
  getConnection,
} as const satisfies Record<string, ActionDefinition>
