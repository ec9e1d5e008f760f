/**
 * Numbers as people of a place write them. English, unless a page names another locale: the shell, reports and files never do,
 * so that they read alike wherever they were written.
 */
import { speaking } from './texts/words.ts';

const ENGLISH = 'en-GB';
let localeNow: () => string = () => ENGLISH;

/** From here on; `locale` gives a BCP 47 tag. It is asked each time, so that a page that observes it writes its numbers anew. */
export function writeNumbersIn(locale: () => string): void {
  localeNow = locale;
}

/** BCP 47 tag of the locale in which numbers and dates are written. */
export function formatLocale(): string {
  return localeNow();
}

/** What `write` makes with English words and numbers: for files, which do not depend on who saved them. */
export function inEnglish<Written>(write: () => Written): Written {
  return speaking('en', () => inLocale(ENGLISH, write));
}

/** What `write` makes, at once, with numbers written as the locale has them. */
export function inLocale<Written>(locale: string, write: () => Written): Written {
  const outside = localeNow;
  localeNow = () => locale;
  try {
    return write();
  } finally {
    localeNow = outside;
  }
}

const USUAL: Intl.NumberFormatOptions = {};

/** With thousands marked and at most three decimals, unless `options` say otherwise. Digits are Latin everywhere, as units are. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = USUAL): string {
  return formatOf(options).format(value);
}

/** A value that was stated, not simulated: at most six decimals. */
export function formatParameter(value: number): string {
  return formatNumber(value, { maximumFractionDigits: 6 });
}

/** With so many decimals, as `toFixed` rounds. */
export function formatFixed(value: number, decimals: number): string {
  return formatNumber(Number(value.toFixed(decimals)), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** Decimal sign of the locale: a dot or a comma, seldom another. */
export function decimalSign(): string {
  return signOf('decimal', '.');
}

/** As it is typed into a field: all its digits, none marked; powers of ten as `1e-7`. */
export function plainNumber(value: number): string {
  return String(value).replace('.', decimalSign());
}

/**
 * A typed number, or null. The decimal sign is the locale's or a dot; spaces between digits count as marks of thousands. Other marks of thousands
 * are read where they are that beyond doubt: more than one of them, or one before a decimal sign. So 1.234 is a little more than one everywhere,
 * 1,234 is null in English and a little more than one in German, and 1.234,5 in German is more than a thousand.
 */
export function parseNumber(text: string): number | null {
  const bare = text
    .trim()
    .replace(/^−/, '-')
    .replace(/(?<=\d)[\s’'](?=\d)/g, '');
  const decimal = decimalSign();
  const group = signOf('group', ',');
  const digits = groupedNumber(group, decimal).test(bare) ? bare.replaceAll(group, '') : bare;
  const value = digits === '' ? NaN : Number(digits.replace(decimal, '.'));
  return Number.isFinite(value) ? value : null;
}

/** A written number without its marks of thousands. */
export function withoutGroups(text: string): string {
  return text.replaceAll(signOf('group', ','), '');
}

/** A number that `formatNumber` or `digits` wrote, or null. */
export function writtenNumber(text: string): number | null {
  const digits = withoutGroups(text).replace(decimalSign(), '.').replace('−', '-');
  const value = digits === '' ? NaN : Number(digits);
  return Number.isFinite(value) ? value : null;
}

function groupedNumber(group: string, decimal: string): RegExp {
  return new RegExp(`^[+-]?\\d{1,3}(?:(?:[${group}]\\d{3}){2,}(?:[${decimal}]\\d+)?|[${group}]\\d{3}[${decimal}]\\d+)$`);
}

const signs = new Map<string, string>();

function signOf(type: 'decimal' | 'group', usual: string): string {
  const key = `${localeNow()} ${type}`;
  const known = signs.get(key);
  if (known !== undefined) return known;
  const parts = formatOf({ useGrouping: true }).formatToParts(SHOWS_BOTH_SIGNS);
  const sign = parts.find((part) => part.type === type)?.value ?? usual;
  signs.set(key, sign);
  return sign;
}

/** Some languages mark thousands from five digits on. */
const SHOWS_BOTH_SIGNS = 1_234_567.5;

const formats = new Map<string, Intl.NumberFormat>();
/** The format of the options that were given last, by locale: most figures are written with those that the one before was. */
const recent = new WeakMap<Intl.NumberFormatOptions, { readonly locale: string; readonly format: Intl.NumberFormat }>();

/** Made once: to make one takes a hundred times as long as to write a number. */
function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = localeNow();
  const last = recent.get(options);
  if (last?.locale === locale) return last.format;
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale, { numberingSystem: 'latn', ...options })));
  recent.set(options, { locale, format });
  return format;
}
