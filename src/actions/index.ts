import { createUser } from '../../core/actions/create-user'
import { startHitl } from '../../core/actions/start-hitl'
import { stopHitl } from '../../core/actions/stop-hitl'
import type { IntegrationProps } from '../bp'
import { proposeBinding } from '../crm/author/propose-binding'
import { checkAvailability } from '../crm/availability/check-availability'
import { deleteBinding } from '../crm/bindings/delete-binding'
import { listBindings } from '../crm/bindings/list-bindings'
import { runBinding } from '../crm/bindings/run-binding'
import { saveBinding } from '../crm/bindings/save-binding'
import { onCrm } from '../crm/crm'
import { findCompany } from '../crm/find/find-company'
import { findContact } from '../crm/find/find-contact'
import { findDeal, findTicket } from '../crm/find/find-work'
import { getConnection } from '../crm/get-connection'
import { createVerificationCode } from '../crm/identity/create-verification-code'
import { verifyContact } from '../crm/identity/verify-contact'
import { describeObject } from '../crm/schema/describe-object'
import { listObjects } from '../crm/schema/list-objects'
import { searchSchema } from '../crm/schema/search-schema'
import { searchRecords } from '../crm/search/search-records'
import { createContact } from '../crm/write/create-contact'
import { createDeal, createTicket } from '../crm/write/create-work'
import { updateContact } from '../crm/write/update-contact'
import { writeRecord } from '../crm/write/write-record'
import { deskName, openBridge, withDesk } from '../desk/desk'
import { logInteraction } from '../interaction-log/log-interaction'
import { getInteractionLog, setInteractionLog } from '../interaction-log/settings-actions'

/** The actions of the hitl interface, and those of the CRM. */
export const actions: IntegrationProps['actions'] = {
  createUser: (props) => createUser(props, props.input, props.ctx.configuration.defaultCountry),
  startHitl: (props) => startHitl(() => openBridge(props), deskName, props.input),
  stopHitl: (props) => stopHitl(props, () => openBridge(props), deskName, props.input.conversationId),
  findContact: (props) => onCrm(props, 'findContact', (crm) => findContact(crm, props.input)),
  findCompany: (props) => onCrm(props, 'findCompany', (crm) => findCompany(crm, props.input)),
  findTicket: (props) => onCrm(props, 'findTicket', (crm) => findTicket(crm, props.input)),
  findDeal: (props) => onCrm(props, 'findDeal', (crm) => findDeal(crm, props.input)),
  createContact: (props) => onCrm(props, 'createContact', (crm) => createContact(crm, props.input)),
  updateContact: (props) => onCrm(props, 'updateContact', (crm) => updateContact(crm, props.input)),
  createTicket: (props) => onCrm(props, 'createTicket', (crm) => createTicket(crm, props.input)),
  createDeal: (props) => onCrm(props, 'createDeal', (crm) => createDeal(crm, props.input)),
  listObjects: (props) => onCrm(props, 'listObjects', listObjects),
  describeObject: (props) => onCrm(props, 'describeObject', (crm) => describeObject(crm, props.input)),
  searchSchema: (props) => onCrm(props, 'searchSchema', (crm) => searchSchema(crm, props.input)),
  searchRecords: (props) => onCrm(props, 'searchRecords', (crm) => searchRecords(crm, props.input)),
  writeRecord: (props) => onCrm(props, 'writeRecord', (crm) => writeRecord(crm, props.input)),
  verifyContact: (props) => onCrm(props, 'verifyContact', (crm) => verifyContact(crm, props.input)),
  createVerificationCode: (props) =>
    onCrm(props, 'createVerificationCode', (crm) => createVerificationCode(crm, props.input)),
  saveBinding: (props) => onCrm(props, 'saveBinding', (crm) => saveBinding(crm, props.input)),
  listBindings: (props) => onCrm(props, 'listBindings', listBindings),
  deleteBinding: (props) => onCrm(props, 'deleteBinding', (crm) => deleteBinding(crm, props.input)),
  runBinding: (props) => onCrm(props, 'runBinding', (crm) => runBinding(crm, props.input)),
  proposeBinding: (props) => onCrm(props, 'proposeBinding', (crm) => proposeBinding(crm, props.input)),
  checkAvailability: (props) => onCrm(props, 'checkAvailability', (crm) => checkAvailability(crm, props.input)),
  logInteraction: (props) =>
    onCrm(props, 'logInteraction', (crm) => logInteraction(crm, withDesk(crm.installation), props.input)),
  getInteractionLog: (props) => getInteractionLog(props),
  setInteractionLog: (props) => setInteractionLog(props, props.input),
  getConnection: (props) => getConnection(props),
}
