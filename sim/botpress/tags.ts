import * as z from 'zod'
import { ApiError } from './errors'
import type { Tags } from './records'
import type { Table } from './table'

/** Botpress takes tag values of at most 500 characters. */
export const tagsSchema = z.record(z.string(), z.string().max(500))

/** `tags` changed by `changes`; an empty string takes a tag away. */
export function mergeTags(tags: Tags, changes: Tags): Tags {
  return Object.fromEntries(Object.entries({ ...tags, ...changes }).filter(([, value]) => value !== ''))
}

/**
 * The record that a get-or-create finds: with `discriminateByTags` the oldest whose listed tags are equal; without it
 * the oldest whose tags are **all** equal, whoever set them.
 */
export function findByTags<T extends { id: string; tags: Tags }>(
  table: Table<T>,
  owner: string,
  wanted: { tags: Tags; discriminateByTags?: string[] | undefined },
  fits: (record: T) => boolean = () => true,
): T | undefined {
  if (!wanted.discriminateByTags) return table.withOnlyTags(owner, mergeTags({}, wanted.tags)).find(fits)
  if (wanted.discriminateByTags.length === 0) {
    throw new ApiError('InvalidPayload', 'discriminateByTags names no tag, so that anything would match')
  }
  const listed: Tags = {}
  for (const name of wanted.discriminateByTags) {
    const value = wanted.tags[name]
    if (value === undefined || value === '') {
      throw new ApiError('InvalidPayload', `discriminateByTags names "${name}", which is not among the tags`)
    }
    listed[name] = value
  }
  return table.withTags(owner, listed).find(fits)
}

/** The tag filter of a list call; the client writes `tags.name=value`, `tags[name]=value` is read as well. */
export function tagFilter(query: URLSearchParams): Tags {
  const tags: Tags = {}
  for (const [key, value] of query) {
    const name = /^tags\.(.+)$/s.exec(key)?.[1] ?? /^tags\[(.+)\]$/s.exec(key)?.[1]
    if (name !== undefined) tags[name] = value
  }
  return tags
}
