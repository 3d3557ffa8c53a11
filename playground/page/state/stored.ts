import { effect, type Signal, signal } from '@preact/signals'

/**
 * A setting that outlives a reload, in localStorage. `parse` answers undefined for what it does not know, and the
 * default counts. Where storage is closed (private windows) the setting lasts as long as the page.
 */
export function stored<T extends string | number | boolean>(
  name: string,
  initial: T,
  parse: (text: string) => T | undefined,
): Signal<T> {
  const key = `playground.${name}`
  const kept = readKept(key)
  const setting = signal(kept === null ? initial : (parse(kept) ?? initial))
  let isFirst = true
  effect(() => {
    const value = String(setting.value)
    if (!isFirst) keep(key, value)
    isFirst = false
  })
  return setting
}

function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A setting that does not last is no reason to bother anybody.
  }
}

/** Whether a setting outlives a reload here. */
export function isStorageOpen(): boolean {
  try {
    const key = 'playground.probe'
    localStorage.setItem(key, '')
    localStorage.removeItem(key)
    return true
  } catch {
    return false
  }
}

/** Reads `true` and `false`. */
export const asBoolean = (text: string): boolean | undefined =>
  text === 'true' ? true : text === 'false' ? false : undefined

/** Reads a finite number. */
export const asNumber = (text: string): number | undefined =>
  text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
