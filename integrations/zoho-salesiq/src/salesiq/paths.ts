/** Where each thing is in Zoho's APIs, below the hosts of `regions.ts`. Versions are named here alone. */

const segment = encodeURIComponent

/** Of the accounts server. */
export const accountsPaths = {
  /** Consent for a client of an organisation; tokens got elsewhere open no chats. */
  authorize: '/oauth/v2/org/auth',
  token: '/oauth/v2/token',
}

/** Of a portal, by its screen name. */
export function pathsOf(screenName: string) {
  const visitor = `/api/visitor/v1/${segment(screenName)}`
  const operator = `/api/v2/${segment(screenName)}`
  return {
    openChat: `${visitor}/conversations`,
    send: (chatId: string) => `${visitor}/conversations/${segment(chatId)}/messages`,
    /** By the long ID. Documented only here; the verb is not, and PUT is assumed. */
    closeAsVisitor: (chatKey: string) => `/visitor/v2/${segment(screenName)}/conversations/${segment(chatKey)}/close`,
    chats: `${operator}/conversations`,
    chat: (chatId: string) => `${operator}/conversations/${segment(chatId)}`,
    transcript: (chatId: string) => `${operator}/conversations/${segment(chatId)}/messages`,
    attachment: (chatId: string, id: string) =>
      `${operator}/conversations/${segment(chatId)}/attachments/${segment(id)}`,
    notes: (chatId: string) => `${operator}/conversations/${segment(chatId)}/notes`,
    /** The verb is assumed. */
    close: (chatId: string) => `${operator}/conversations/${segment(chatId)}/close`,
    brands: `${operator}/apps`,
    brand: (appId: string) => `${operator}/apps/${segment(appId)}`,
    departments: `${operator}/departments`,
    webhooks: `${operator}/webhooks`,
    webhook: (id: string) => `${operator}/webhooks/${segment(id)}`,
    keys: (id: string) => `${operator}/webhooks/${segment(id)}/keys`,
    executions: (id: string) => `${operator}/webhooks/${segment(id)}/executions`,
  }
}
