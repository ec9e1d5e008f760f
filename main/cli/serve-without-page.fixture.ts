/**
 * A program that serves a project as `lab serve` does, but where no page is built: PROJECT FOLDER. The folder holds an empty page and the data folder. Ended
 * by a signal.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveLab } from '../web/serve-lab.ts';

const [projectPath = '', folder = ''] = process.argv.slice(2);
const pageFolder = join(folder, 'page');
mkdirSync(pageFolder, { recursive: true });
writeFileSync(join(pageFolder, 'index.html'), '<!doctype html>');
const served = await serveLab({ projectPath, pageFolder, dataFolder: join(folder, 'data'), workers: 1 });
if (!served.ok) throw new Error(served.message);
process.stdout.write(`${served.value.address}\n`);
