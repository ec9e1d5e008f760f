import { describe, expect, it } from 'vitest';
import { runResultSchema } from '../../shared/result/schema.ts';
import { csvReport, jsonReport } from './index.ts';
import { runOf, scenarioOf, summary } from './run.fixture.ts';

const result = runOf(scenarioOf(), []);

describe('the CSV export', () => {
  it('has a file for each table and one that identifies the run, named after the scenario', () => {
    const names = csvReport(result, summary).map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['eight-vms-run.csv', 'eight-vms-points.csv', 'eight-vms-vms.csv']);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]+\.csv$/);
  });

  it('says seed, versions and date of the run', () => {
    const [run] = csvReport(result, summary);
    expect(run?.text).toContain('Seed,4711\r\n');
    expect(run?.text).toContain('Engine version,9.8.7\r\n');
    expect(run?.text).toContain('Date of the run,2026-03-04 05:06:07 UTC\r\n');
  });

  it('keeps numbers raw and names their units', () => {
    const points = csvReport(result, summary).find(({ name }) => name.endsWith('-points.csv'))?.text ?? '';
    const [header = '', first = ''] = points.split('\r\n');
    expect(header).toContain('Delivered [pps]');
    expect(header).toContain('"Latency, p99 [ns]"');
    expect(first).toContain(',45000,');
  });

  it('keeps a label from running as a formula', () => {
    const scenario = scenarioOf({ techniques: [{ name: 'sriov', label: '=1+1' }] });
    for (const { text } of csvReport(runOf(scenario), summary).slice(1)) expect(text).not.toMatch(/(^|,|\n)=/);
  });
});

describe('the JSON export', () => {
  it('is the result as it is, with the summary of the run', () => {
    const { name, text } = jsonReport(result, summary);
    expect(name).toBe('eight-vms.json');
    const { summary: told, ...rest } = JSON.parse(text) as { summary: unknown };
    expect(told).toEqual(summary);
    expect(runResultSchema.parse(rest)).toEqual(result);
  });
});
