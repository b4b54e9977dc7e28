// The lines of a plan: a tensor with its format, and sums over the tensors of each format.

import { count, decibels, percent } from '../../../numbers/format.js';
import { bits } from '../../../numbers/measures.js';
import { layerText } from '../columns.js';

/** @typedef {import('../../../engine/model-records.js').BudgetPlan} BudgetPlan */
/** @typedef {import('../../../engine/model-records.js').KnownRow} KnownRow */
/** @typedef {import('../../../engine/model-records.js').PlannedTensor} PlannedTensor */
/** @typedef {import('../../../i18n/types.js').Translator} Translator */
/** @typedef {{row: KnownRow, planned: PlannedTensor, share: number|null}} PlanLine share: of the sum that is least; null where nothing has an error */
/** @typedef {{format: string, tensors: number, values: number, error: number}} Used how many tensors have a format, their share of all values, and their share of the sum */

/** The lines of a plan, in its order. @param {BudgetPlan} plan @param {readonly KnownRow[]} rows @returns {PlanLine[]} */
export function linesOf({ tensors, error }, rows) {
  return tensors.map((planned, i) => ({
    row: rows[i],
    planned,
    share: planned.kept !== undefined || error === 0 ? null : planned.error / error,
  }));
}

/** What a tensor is given, in words. @param {PlanLine} line @param {Translator} t */
const formatText = ({ row, planned }, t) =>
  planned.kept === undefined && planned.format !== 'keep'
    ? planned.format
    : t('model.budget.stays', { dtype: row.dtype });

/** Why a tensor is kept, or has another format than the one that was chosen. @param {PlanLine} line @param {Translator} t */
export function whyText({ row, planned: { kept, instead_of: wanted } }, t) {
  if (kept !== undefined) return t(`model.budget.why.${kept}`);
  return wanted === undefined ? '' : t('model.budget.why.rows', { wanted, columns: count(row.shape.at(-1) ?? 1) });
}

/** @type {readonly import('../columns.js').Column<PlanLine>[]} */
export const COLUMNS = [
  { key: 'name', words: true, value: ({ row }) => row.name, text: ({ row }) => row.name },
  { key: 'format', words: true, value: ({ planned }) => planned.format, text: formatText },
  {
    key: 'bits',
    falls: true,
    value: ({ planned }) => planned.bits_per_value,
    text: ({ planned }) => bits(planned.bits_per_value),
  },
  { key: 'sqnr', value: ({ planned }) => planned.sqnr_db, text: ({ planned }) => decibels(planned.sqnr_db) },
  {
    key: 'share',
    falls: true,
    value: ({ share }) => share,
    text: ({ share }) => (share === null ? '–' : percent(share)),
  },
  {
    key: 'why',
    words: true,
    value: ({ planned }) => planned.kept ?? planned.instead_of ?? null,
    text: whyText,
  },
  { key: 'role', words: true, value: ({ row }) => row.role, text: ({ row }, t) => t(`model.role.${row.role}`) },
  { key: 'layer', value: ({ row }) => row.layer, text: ({ row }) => layerText(row) },
  { key: 'shape', words: true, value: ({ row }) => row.values, text: ({ row }) => row.shape.join('×') || '1' },
  { key: 'values', falls: true, value: ({ row }) => row.values, text: ({ row }) => count(row.values) },
  { key: 'dtype', words: true, value: ({ row }) => row.dtype, text: ({ row }) => row.dtype },
];

/** The formats of the tensors that are not kept by a rule, the smallest first. @param {readonly PlanLine[]} lines @returns {Used[]} */
export function usedOf(lines) {
  const chosen = lines.filter(({ planned }) => planned.kept === undefined);
  const all = chosen.reduce((sum, { row }) => sum + row.values, 0);
  /** @type {Map<string, Used & {bits: number}>} */
  const used = new Map();
  for (const { row, planned, share } of chosen) {
    const now = used.get(planned.format) ?? { format: planned.format, tensors: 0, values: 0, error: 0, bits: 0 };
    now.tensors += 1;
    now.values += row.values;
    now.error += share ?? 0;
    now.bits += planned.bits_per_value * row.values;
    used.set(planned.format, now);
  }
  return [...used.values()]
    .sort((one, other) => one.bits / one.values - other.bits / other.values)
    .map(({ format, tensors, values, error }) => ({ format, tensors, values: values / all, error }));
}

/** A plan as a table to be saved. @param {readonly PlanLine[]} lines @returns {import('../../../export/types.js').Sheet} */
export function planSheet(lines) {
  const rows = lines.map(({ row, planned, share }) => [
    row.name,
    planned.format,
    planned.instead_of ?? '',
    planned.kept ?? '',
    planned.bits_per_value,
    planned.sqnr_db,
    planned.error,
    share ?? '',
  ]);
  const head = ['name', 'format', 'instead_of', 'kept', 'bits_per_value', 'sqnr_db', 'error', 'share'];
  return { name: 'plan', head, rows };
}
