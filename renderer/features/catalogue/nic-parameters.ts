/** The parameters of a NIC profile, with names and meanings for people. */
import { nicField, nicFieldNames, type NicField } from '../../../shared/catalogue/profile-fields.ts';
import type { SourcedNumber } from '../../../shared/catalogue/profiles.ts';
import { formatNumber } from '../../../shared/number-format.ts';
import { digits, formatRate } from '../../../shared/units.ts';
import { useTexts } from '../../texts/texts.ts';

export interface NicParameter {
  readonly key: NicField;
  readonly title: string;
  readonly meaning: string;
}

export function nicParameters(): readonly NicParameter[] {
  return nicFieldNames.map((key) => ({ key, ...nicField(key) }));
}

/** `15 Mpps`, `512 KiB`, `10 Gbit/s`, `128`, `none`. */
export function formatSourced({ value, unit }: SourcedNumber): string {
  const { none, bytes } = useTexts().value.catalogue.nics;
  if (value === 0) return none;
  switch (unit) {
    case 'pps':
      return formatRate(value, 'pps');
    case 'bytes':
      return value >= 1024 ? `${digits(value / 1024)} KiB` : bytes(digits(value));
    case 'count':
      return formatNumber(value);
    default:
      return `${digits(value)} ${unit}`;
  }
}
