/**
 * What a copy costs whose source is in the cache and whose destination is not, as measured for this model on an AMD EPYC (docs/validation.md says
 * how). The same program reads memory that is not in the cache at 0.135 ns/B, as the machine does from which the costs of cold copies come (0.134).
 * So the value is taken over, and older machines are slower by what their cold copies are.
 */
export const FRESH =
  'measured for this model on an AMD EPYC: 128 KiB copied again and again to 16 MiB in turn, 0.048 ns/B (to 256 KiB-4 MiB 0.027, to 256 MiB 0.077; from cold memory 0.135)';
