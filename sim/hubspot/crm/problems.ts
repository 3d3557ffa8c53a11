import { type HubSpotError, invalid } from '../errors'

/** One thing that is wrong with one value. */
export type Problem = { name: string; code: string; message: string; value?: string | undefined }

/** HubSpot's answer to values that it refuses: each problem in the message, as JSON, and among the errors. */
export function invalidValues(problems: Problem[], portalId: number): HubSpotError {
  const told = problems.map(({ name, code, message, value }) => ({
    isValid: false,
    message,
    error: code,
    name,
    localizedErrorMessage: message,
    ...(value === undefined ? {} : { propertyValue: value }),
    portalId,
  }))
  return invalid(`Property values were not valid: ${JSON.stringify(told)}`, { errors: asErrors(problems) })
}

/** HubSpot's answer to a record without what every record of its kind has. */
export function missingValues(object: string, names: string[]): HubSpotError {
  const problems = names.map((name) => ({
    ...{ name, code: 'MISSING_REQUIRED_PROPERTY', message: `Required property "${name}" is missing` },
  }))
  return invalid(`Error creating ${object.toUpperCase()}. Some required properties were not set.`, {
    context: { properties: names },
    errors: asErrors(problems),
  })
}

/** HubSpot's answer to a filter, or an order, by a property that there is not. */
export function unknownProperty(name: string): HubSpotError {
  const message = `Property "${name}" does not exist`
  return invalid(`There was a problem with the request. ${message}`, {
    errors: asErrors([{ name, code: 'PROPERTY_DOESNT_EXIST', message }]),
  })
}

const asErrors = (problems: Problem[]) =>
  problems.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } }))
