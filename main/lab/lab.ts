/** The lab: the application's services around one open project, whatever carries the contract to the page. */
import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ProjectState, TopicName, TopicPayload } from '../../shared/contract/endpoints.ts';
import type { Handlers } from '../../shared/contract/dispatch.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import packageDescription from '../../package.json' with { type: 'json' };
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { createPool } from '../experiment/executor/pool.ts';
import { createCalibrations } from './calibrations.ts';
import { createEstimator } from './estimate/estimate.ts';
import { createSpeed } from './estimate/speed.ts';
import { createEvidenceWork } from './evidence-work.ts';
import { createEvents, type LabListener } from './events.ts';
import { createGuestMeasurements, type GuestMeasurementParts } from './guest-measurements.ts';
import { GUEST_IMAGE } from './measure-guests.ts';
import { holdProject } from './open-project.ts';
import { createQuietHost } from './quiet-host.ts';
import { createRuns } from './runs.ts';
import { deliveredLabs } from './lessons.ts';
import { logEvents } from './log/log-events.ts';
import { createLog, type Log } from './log/log.ts';
import { calibrationHandlers } from './services/calibration.ts';
import { captureService } from './services/capture.ts';
import { evidenceHandlers } from './services/evidence.ts';
import { fileHandlers, type PickFile } from './services/file.ts';
import { guestHandlers } from './services/guest.ts';
import { hostHandlers } from './services/host.ts';
import { labHandlers } from './services/lab.ts';
import { lessonHandlers } from './services/lesson.ts';
import { measuredHandlers } from './services/measured.ts';
import { projectHandlers } from './services/project.ts';
import { reportHandlers } from './services/report.ts';
import { runHandlers } from './services/run.ts';
import { packetHandlers } from './services/packet.ts';
import { scenarioHandlers } from './services/scenario.ts';
import { sharingHandlers } from './services/sharing.ts';
import { studyHandlers } from './services/study.ts';
import { validationHandlers } from './services/validation.ts';
import { createStudies } from './studies.ts';
import { createTurns } from './turns.ts';
import { createValidation } from './validation.ts';

export type { LabListener } from './events.ts';

export interface LabOptions {
  readonly kind: 'desktop' | 'browser';
  /** Untitled projects and the list of recent ones; created when missing. */
  readonly dataFolder: string;
  /** Default: one of its own in the data folder. */
  readonly log?: Log;
  /** Simulations at the same time. Default: one for each processor. */
  readonly workers?: number;
  /** Simulates for runs and screenings, on other machines; closed with the lab. Default: the worker threads, which have the rest in any case. */
  readonly runExecutor?: Executor;
  /** Module of the worker threads. Default: the one that this program was delivered with. */
  readonly workerFile?: URL;
  /** Module of the thread that checks large projects. Default: the one that this program was delivered with. */
  readonly checkThreadFile?: URL;
  /** Example scenarios, with a slash at the end. Default: those that this program was delivered with. */
  readonly examplesFolder?: URL;
  /** Guided labs, with a slash at the end. Default: those that this program was delivered with. */
  readonly labsFolder?: URL;
  /** Published experiments, with a slash at the end. Default: those that this program was delivered with. */
  readonly validationFolder?: URL;
  /** Measures guests. Default: with QEMU on this host. */
  readonly measureGuests?: GuestMeasurementParts['measure'];
  /** The native file dialog: path, or null when the person gives up. Without it `file.pick` is `unavailable`. */
  readonly pickFile?: PickFile;
}

export interface Lab {
  readonly kind: LabOptions['kind'];
  /** For `dispatch` of the contract, or `serveConnection`. */
  readonly handlers: Handlers;
  /** Returns the function that ends the subscription. */
  subscribe(listener: LabListener): () => void;
  /** Tells every listener, for commands of the native menu: `announce('menu.command', { command: 'run' })`. */
  announce<Name extends TopicName>(topic: Name, payload: TopicPayload<Name>): void;
  /** Opens a project file from outside the page: a file association, an argument of the command line, relative to the working folder. */
  openPath(path: string): Promise<Reply<ProjectState>>;
  /** What happened and what went wrong, in the data folder. */
  readonly log: Log;
  /** Whether a run is going on. */
  readonly running: boolean;
  /** Cancels a run (its points are kept), closes the project and ends the worker threads. Closing twice does nothing. */
  close(): Promise<void>;
}

/** Opens a new untitled project. Throws, with a sentence for the user, when the data folder cannot be written. */
export function createLab(options: LabOptions): Lab {
  const dataFolder = ownFolder(options.dataFolder);
  const log = options.log ?? createLog(dataFolder);
  const { announce, subscribe } = createEvents();
  subscribe(logEvents(log));
  log.info(`IOVLab ${packageDescription.version}, engine ${ENGINE_VERSION}, ${options.kind}, Node ${process.versions.node}.`);
  const takeTurn = createTurns();
  const speed = createSpeed();
  const open = holdProject(dataFolder, announce, options.checkThreadFile);
  const executor = createPool({
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.workerFile === undefined ? {} : { workerFile: options.workerFile }),
    onSimulated: speed.note,
  });
  const runExecutor = options.runExecutor ?? executor;
  const runs = createRuns(open, runExecutor, announce);
  const studies = createStudies(open, runExecutor, announce);
  const calibrations = createCalibrations(open, runExecutor, announce);
  const evidence = createEvidenceWork({ open, executor: runExecutor, announce, dataFolder });
  const validation = createValidation({ executor, announce, dataFolder, experimentsFolder: options.validationFolder });
  const isBusy = (): boolean =>
    runs.activeRunId !== null || validation.running || studies.running || calibrations.running || evidence.running;
  const imageFolder = join(dataFolder, GUEST_IMAGE);
  const guests = createGuestMeasurements({
    open,
    announce,
    imageFolder,
    isBusy,
    ...(options.measureGuests && { measure: options.measureGuests }),
  });
  const onQuietHost = createQuietHost(() => guests.running);
  const isTaken = (): boolean => isBusy() || guests.running;
  const estimator = createEstimator({ executor, speed, isBusy: isTaken });
  const captures = captureService();
  const project = projectHandlers({ open, runs, guests, takeTurn, dataFolder });
  let closed: Promise<void> | null = null;

  return {
    kind: options.kind,
    handlers: {
      ...labHandlers({ kind: options.kind, workers: executor.workers, log, open }),
      ...scenarioHandlers(estimator, options.examplesFolder ?? new URL('../../examples/', import.meta.url)),
      ...packetHandlers(options.workerFile),
      ...lessonHandlers(options.labsFolder ?? deliveredLabs, dataFolder),
      ...runHandlers(open, runs, takeTurn, onQuietHost),
      ...measuredHandlers(open, takeTurn),
      ...studyHandlers(studies, onQuietHost),
      ...calibrationHandlers(calibrations, onQuietHost),
      ...validationHandlers(validation, onQuietHost),
      ...hostHandlers(isTaken),
      ...guestHandlers(guests, imageFolder),
      ...project,
      ...sharingHandlers(open, takeTurn, () => runs.activeRunId !== null),
      ...reportHandlers(open, dataFolder),
      ...evidenceHandlers(open, evidence, onQuietHost),
      ...captures.handlers,
      ...fileHandlers(options.pickFile),
    },
    subscribe(listener) {
      // A page has come: its person reads the start page while the machine is measured.
      estimator.prepare();
      return subscribe(listener);
    },
    announce,
    log,
    async openPath(path) {
      return project['project.open']({ path: resolve(path) }, new AbortController().signal);
    },
    get running() {
      return runs.activeRunId !== null;
    },
    close() {
      closed ??= takeTurn(async () => {
        await Promise.all([runs.stop(), studies.stop(), calibrations.stop(), evidence.stop(), validation.stop(), guests.stop()]);
        const secured = await open.secure();
        if (!secured.ok) log.warn(secured.message);
        open.close();
        captures.close();
        await Promise.all([executor.close(), options.runExecutor?.close()]);
      });
      return closed;
    },
  };
}

/** Its real path: project files are known by theirs. */
function ownFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return realpathSync(folder);
  } catch (error) {
    throw new Error(
      `The data folder "${folder}" cannot be used: ${error instanceof Error ? error.message : String(error)}. Name another one, or mend its permissions.`,
      { cause: error },
    );
  }
}
