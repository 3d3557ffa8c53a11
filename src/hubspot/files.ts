import * as z from 'zod/mini'
import type { Caller } from './caller'
import { HubSpotError } from './errors'
import { id } from './id'
import { paths } from './versions'

/** HubSpot's Files API. */

/** Where end users' files are kept in HubSpot's file manager. */
const folderPath = '/botpress-hitl'

/**
 * Uploads a file of the end user. It is private: only people with access to the account can open it.
 *
 * @returns its ID, to be attached to a message.
 */
export async function uploadFile(
  caller: Caller,
  file: { name: string; content: Buffer; contentType: string },
  deadline: number,
): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(file.content)], { type: file.contentType }), file.name)
  form.append('fileName', file.name)
  form.append('folderPath', folderPath)
  form.append('options', JSON.stringify({ access: 'PRIVATE' }))
  const uploaded = await caller.call(
    {
      what: 'upload the file',
      method: 'POST',
      path: paths.files,
      body: form,
      // A second copy in the file manager does no harm; only one is attached.
      repeatable: true,
      deadline,
    },
    z.object({ id }),
  )
  return uploaded.id
}

/** A file of an agent, behind a link that needs no credentials. */
export type SignedFile = {
  url: string
  name: string | undefined
  extension: string | undefined
  /** Bytes. */
  size: number | undefined
  /** IMG, DOCUMENT, AUDIO, MOVIE or OTHER. */
  type: string | undefined
}

/** Longest life HubSpot gives a signed URL: 6 hours (Files API, signed URL). */
const longestLife = 21_600

const signedFile = z.lazy(() =>
  z.object({
    url: z.string(),
    name: z.nullish(z.string()),
    extension: z.nullish(z.string()),
    size: z.nullish(z.number()),
    type: z.nullish(z.string()),
  }),
)

/** A link to a file in HubSpot's file manager that lives as long as HubSpot allows. */
export async function signedUrl(caller: Caller, fileId: string, deadline: number): Promise<SignedFile> {
  const ask = (query: Record<string, number>) =>
    caller.call(
      { what: "get a link to the agent's file", method: 'GET', path: paths.fileSignedUrl(fileId), query, deadline },
      signedFile,
    )
  const file = await ask({ expirationSeconds: longestLife }).catch((error: unknown) => {
    // The limit is not in HubSpot's specification: should it be lower one day, the default still gives a link.
    if (error instanceof HubSpotError && error.status === 400) return ask({})
    throw error
  })
  return {
    url: file.url,
    name: file.name ?? undefined,
    extension: file.extension ?? undefined,
    size: file.size ?? undefined,
    type: file.type ?? undefined,
  }
}
