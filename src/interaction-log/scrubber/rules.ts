import * as check from './check-digits'
import type { Kind } from './kinds'
import type { Label } from './labels'

/** A number of a person: how it looks without separators, and what has to be beside it. */
export type Rule = {
  kind: Kind
  /** How many characters it may have. */
  lengths: readonly number[]
  form: RegExp
  /** Of the digits and letters in `form`; absent where there is no check digit. */
  check?: (number: string) => boolean
  /** The groups, like `3-2-4`, in which it needs no word that says what it is; absent where it always needs one. */
  bare?: RegExp
  /** That word. */
  labels: readonly Label[]
  /** Whether the word for another number of a person will do. */
  mayHaveOtherName?: true
  /** Nothing else looks like it, so that "order" before it does not save it. */
  isSure?: true
}

const month = '(?:0[1-9]|1[0-2])'
const day = '(?:0[1-9]|[12]\\d|3[01])'
const anyGroups = /^/

/** In the order in which they are tried; what has letters in it first. */
export const rules: readonly Rule[] = [
  {
    kind: 'taxNumber', // Italy's codice fiscale; where two are born alike, letters stand for digits.
    lengths: [16],
    form: /^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/,
    check: check.codiceFiscale,
    bare: anyGroups,
    labels: ['tax'],
    isSure: true,
  },
  {
    kind: 'nationalId', // Mexico's CURP
    lengths: [18],
    form: /^[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z\d]\d$/,
    check: check.curp,
    bare: anyGroups,
    labels: ['person'],
    isSure: true,
  },
  {
    kind: 'socialSecurity', // The United Kingdom's NINO
    lengths: [9],
    form: /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/,
    bare: /^(?:9|2-2-2-2-1|2-6-1|2-3-3-1|8-1|4-2-2-1)$/,
    labels: ['person'],
    mayHaveOtherName: true,
  },
  {
    kind: 'taxNumber', // India's PAN; the fourth letter says what kind of person.
    lengths: [10],
    form: /^[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]$/,
    bare: /^(?:10|5-4-1)$/,
    labels: ['tax'],
    mayHaveOtherName: true,
  },
  {
    kind: 'nationalId', // Spain's DNI and NIE
    lengths: [9],
    form: /^(?:\d{8}|[XYZ]\d{7})[A-Z]$/,
    check: check.dni,
    bare: /^(?:9|8-1|1-7-1|1-8|2-3-3-1|2-3-4|1-3-3-1)$/,
    labels: ['person', 'tax', 'document'],
    mayHaveOtherName: true,
  },
  {
    kind: 'nationalId', // Finland's; the sign of the century may be a dash.
    lengths: [10, 11],
    form: new RegExp(`^${day}${month}\\d{2}[A-FU-Y]?\\d{3}[0-9A-FHJ-NPR-Y]$`),
    check: check.hetu,
    bare: /^(?:11|6-4)$/,
    labels: ['person'],
    mayHaveOtherName: true,
  },
  {
    kind: 'taxNumber', // Brazil's CNPJ
    lengths: [14],
    form: /^(?!20\d{4})\d{14}$/,
    check: check.cnpj,
    bare: /^(?:2-3-3-4-2|14)$/,
    labels: ['tax'],
    mayHaveOtherName: true,
  },
  {
    kind: 'taxNumber', // The same with letters, as it is given since July 2026; words beside it look too much like them.
    lengths: [14],
    form: /^[A-Z\d]{12}\d{2}$/,
    check: check.cnpj,
    bare: /^(?:2-3-3-4-2|14)$/,
    labels: [],
  },
  {
    kind: 'socialSecurity', // France's NIR
    lengths: [15],
    form: /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{8}$/,
    check: check.nir,
    bare: /^(?:15|13-2|1-2-2-2-3-3-2|(?:1-){14}1)$/,
    labels: ['person'],
    mayHaveOtherName: true,
  },
  {
    kind: 'taxNumber', // Brazil's CPF
    lengths: [11],
    form: /^\d{11}$/,
    check: check.cpf,
    bare: /^(?:3-3-3-2|9-2|(?:1-){10}1)$/,
    labels: ['tax'],
    mayHaveOtherName: true,
  },
  {
    kind: 'taxNumber', // The same without dots, unless it looks like a mobile phone there.
    lengths: [11],
    form: /^(?![1-9]{2}9)\d{11}$/,
    check: check.cpf,
    bare: /^11$/,
    labels: ['tax'],
    mayHaveOtherName: true,
  },
  {
    kind: 'taxNumber', // Germany's
    lengths: [11],
    form: /^[1-9]\d{10}$/,
    check: check.steuerId,
    bare: /^(?:11|2-3-3-3|(?:1-){10}1)$/,
    labels: ['tax'],
    mayHaveOtherName: true,
  },
  {
    kind: 'nationalId', // Belgium's
    lengths: [11],
    form: new RegExp(`^\\d{2}(?:[024][1-9]|[135][0-2])${day}\\d{5}$`),
    check: check.belgian,
    bare: /^(?:11|2-2-2-3-2|6-3-2|6-5)$/,
    labels: ['person'],
    mayHaveOtherName: true,
  },
  {
    kind: 'nationalId', // Poland's
    lengths: [11],
    form: new RegExp(`^\\d{2}(?:[02][1-9]|[13][0-2])${day}\\d{5}$`),
    check: check.pesel,
    bare: /^11$/,
    labels: ['person'],
    mayHaveOtherName: true,
  },
  {
    kind: 'nationalId', // Sweden's; 60 is added to the day where it was given later.
    lengths: [10],
    form: new RegExp(`^\\d{2}${month}(?:0[1-9]|[1278]\\d|3[01]|6[1-9]|9[01])\\d{4}$`),
    check: check.luhn,
    bare: /^6-4$/,
    labels: ['person'],
    mayHaveOtherName: true,
  },
  {
    kind: 'nationalId', // Sweden's with the century
    lengths: [12],
    form: new RegExp(`^(?:19|20)\\d{2}${month}(?:0[1-9]|[1278]\\d|3[01]|6[1-9]|9[01])\\d{4}$`),
    check: (number) => check.luhn(number.slice(2)),
    bare: /^8-4$/,
    labels: ['person'],
    mayHaveOtherName: true,
  },
  {
    kind: 'nationalId',
    lengths: [12],
    form: /^[2-9]\d{11}$/,
    check: check.verhoeff,
    bare: /^4-4-4$/,
    labels: ['person'],
    mayHaveOtherName: true,
  }, // India's Aadhaar
  {
    kind: 'socialSecurity', // The USA's SSN and ITIN
    lengths: [9],
    form: /^(?:(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)|9\d{2}(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9]))\d{4}$/,
    bare: /^3-2-4$/,
    labels: ['ssn'],
  },
  { kind: 'socialSecurity', lengths: [9], form: /^\d{9}$/, check: check.luhn, labels: ['sin'] }, // Canada's SIN
  // In groups; those that begin with other digits may be phone numbers of Spain, Poland or Portugal.
  { kind: 'socialSecurity', lengths: [9], form: /^[1-4]\d{8}$/, check: check.luhn, bare: /^3-3-3$/, labels: ['sin'] },
  { kind: 'taxNumber', lengths: [9], form: /^\d{9}$/, check: check.nif, labels: ['tax'] }, // Portugal's
  { kind: 'nationalId', lengths: [9], form: /^\d{9}$/, check: check.bsn, labels: ['bsn'] }, // The Netherlands'
  { kind: 'taxNumber', lengths: [9], form: /^\d{9}$/, check: check.tfn, labels: ['tax'] }, // Australia's
]
