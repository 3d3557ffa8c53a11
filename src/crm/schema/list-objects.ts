import type { Crm } from '../crm'
import { grantedScopes, isGranted } from '../granted'
import { answerMax, fitting } from '../records/fit'
import type { CrmObject } from './crm-object'
import { objectsOf } from './objects'
import { isUsual } from './standard-objects'
import { isHidden } from './visible'

/** The objects that the bot may work with. Those that an account has to switch on are listed where the connection has their scopes. */
export async function listObjects(crm: Crm) {
  const [granted, objects] = await Promise.all([grantedScopes(crm), objectsOf(crm)])
  const listed = objects.filter(
    (object) => object.isCustom || isUsual(object) || granted === undefined || isGranted(granted, object.readScopes),
  )
  return {
    objects: fitting(
      listed.map((object) => shown(crm, object, granted)),
      answerMax,
    ),
  }
}

function shown(crm: Crm, object: CrmObject, granted: readonly string[] | undefined) {
  const { name, label, labelPlural, typeId, isCustom, primaryField } = object
  return {
    ...{ name, label, labelPlural, typeId, isCustom },
    canRead: object.isReadable && isGranted(granted, object.readScopes),
    canWrite: isGranted(granted, object.writeScopes),
    primaryField: isHidden(crm, object, primaryField) ? 'hs_object_id' : primaryField,
  }
}
