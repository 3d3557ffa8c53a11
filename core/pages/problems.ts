import type { Page } from './answer'
import { type Html, html } from './html'
import { button, type Checks, toChecks } from './parts'
import type { Product } from './product'

/**
 * Pages for when something is not as it should be, in words that hold for every desk. Each says what happened, that nothing
 * changed, and the way out.
 */

export const unchanged: Html = html`<p>Nothing was changed.</p>`
export const freshLink: Html = html`<p>To get a fresh link, save the integration’s configuration in Botpress again, and open the link that the bot’s log then shows. It is valid for one hour.</p>`
export const again = (url: string): Html => button(url, 'Start again')

export const linkInvalid = (): Page => ({
  title: 'This link is not valid',
  status: 403,
  content: html`<p>It was altered or cut off, belongs to another bot, or was made before the client secret in the configuration changed.</p>${unchanged}${freshLink}`,
})

export const linkExpired = ({ desk }: Product): Page => ({
  title: 'This link has ended',
  status: 410,
  content: html`<p>Links to connect ${desk} are good for one hour.</p>${unchanged}${freshLink}`,
})

export const answerInvalid = ({ desk, app }: Product): Page => ({
  title: `This answer from ${desk} is not for this bot`,
  status: 403,
  content: html`<p>What came back from ${desk} does not go with anything this bot has asked. It was altered, or belongs to another bot or ${app}.</p>${unchanged}<p>Start from the link in the bot’s log.</p>${freshLink}`,
})

export const answerExpired = ({ desk }: Product): Page => ({
  title: 'That took too long',
  status: 410,
  content: html`<p>${desk}’s answer has to come back within half an hour.</p>${unchanged}<p>Start from the link in the bot’s log.</p>${freshLink}`,
})

export const answerUsed = ({ desk }: Product): Page => ({
  title: `This answer from ${desk} was used already`,
  status: 409,
  content: html`<p>Each is good for one time. If you came here with the Back button or by reloading, the connection may be made already: the bot’s log says so when you save the configuration.</p>${unchanged}<p>To connect again, start from the link in the bot’s log.</p>${freshLink}`,
})

export const unavailable = ({ desk, statusHost }: Product, url: string, label = 'Start again'): Page => ({
  title: `${desk} does not answer properly just now`,
  status: 503,
  content: html`<p>It was too slow or reported a fault of its own. That usually passes; <a href="https://${statusHost}/">${statusHost}</a> tells if it does not.</p>${unchanged}${button(url, label)}`,
})

export const busy = (url: string): Page => ({
  title: 'One moment',
  status: 503,
  refresh: { seconds: 5, url },
  content: html`<p>This bot’s connection is being worked on in another place. This page tries again by itself.</p>${button(url, 'Try again')}`,
})

/** @param checks undefined where nothing but the start page leads to them. */
export const configuredToken = (checks?: Checks): Page => ({
  title: 'The configuration holds a refresh token',
  status: 409,
  content: html`<p>What is configured wins over what is connected here. To connect on this page, empty “Refresh token” in the integration’s configuration and save; the bot’s log then shows a new link.</p>${unchanged}${checks && toChecks(checks)}`,
})

/** @param reason why, with the field. */
export const notConfigured = (reason: string, againUrl: string): Page => ({
  title: 'The configuration is not right yet',
  status: 409,
  content: html`<p class="note bad" role="alert">${reason}</p><p>Correct that in the integration’s configuration in Botpress, save, and look again.</p>${unchanged}${button(againUrl, 'Look again')}`,
})

export const pageInvalid = (): Page => ({
  title: 'This page is not valid',
  status: 403,
  content: html`<p>Its address or form was altered, or belongs to another bot.</p>${unchanged}${freshLink}`,
})

export const pageExpired = (): Page => ({
  title: 'This page has ended',
  status: 410,
  content: html`<p>It was open for more than an hour.</p>${unchanged}${freshLink}`,
})

export const superseded = (againUrl: string): Page => ({
  title: 'This step is over',
  status: 409,
  content: html`<p>The connection was made or begun anew meanwhile, in this browser or another.</p>${unchanged}${again(againUrl)}`,
})

export const stepRefused = ({ desk }: Product, reason: string, againUrl: string): Page => ({
  title: `${desk} refused this step`,
  status: 409,
  content: html`<p class="note bad" role="alert">${reason}</p>${unchanged}<p>Put that right, then start again.</p>${again(againUrl)}`,
})

export const notFound = (): Page => ({
  title: 'There is no such page',
  status: 404,
  content: html`<p>Start from the link in the bot’s log.</p>${freshLink}`,
})
