import type { AgentFile, LocatedFile } from '../../../../core/desk'
import { safeUrl, WEB } from '../../../../core/messages/plain'
import type { Session } from '../../../../core/session/session'
import { type Installation, servingPortal } from '../installation/installation'
import { attachmentUrl } from '../salesiq/messages'

/**
 * Where an agent's file can be fetched: by its ID with the token, or at the address that SalesIQ gives. The token goes to
 * SalesIQ's own host and nowhere else.
 */
export async function locate(
  installation: Installation,
  session: Session,
  { source, name }: AgentFile,
  deadline: number,
): Promise<LocatedFile | undefined> {
  const { fileId = '' } = source
  const { caller } = await servingPortal(installation, session)
  const address = safeUrl(fileId, WEB)
  if (address === undefined) {
    const url = attachmentUrl(caller, session.threadId ?? '', fileId)
    return { url, name, authorization: await caller.authorization(deadline) }
  }
  const isSalesIqs = new URL(address).origin === new URL(caller.host).origin
  return isSalesIqs
    ? { url: address, name, authorization: await caller.authorization(deadline) }
    : { url: address, name }
}
