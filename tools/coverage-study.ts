/**
 * The long coverage study: `npm run study:coverage [times]`. Ten times the cases of the tests, or as many times as given; prints how often each interval
 * that promises 95 % holds, with the chance of the study itself.
 */
import { coverageOf, coverageStudies, jointStudies } from '../main/experiment/statistics/coverage.fixture.ts';

const times = Number(process.argv[2] ?? 10);
if (!Number.isInteger(times) || times < 1) throw new Error(`Give a whole number of times, at least 1, not "${process.argv[2]}".`);

for (const study of [...coverageStudies, ...jointStudies]) {
  const cases = times * study.cases;
  const coverage = coverageOf(study, cases);
  const chance = 1.96 * Math.sqrt((coverage * (1 - coverage)) / cases);
  console.log(`${(100 * coverage).toFixed(1)} % ± ${(100 * chance).toFixed(1)}  ${study.name} (${cases} cases)`);
}
