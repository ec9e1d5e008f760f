import { plural } from '../../../shared/texts/english/plural.ts';

/** What the services of the lab refuse: runs, studies, measuring, files that are chosen. */
export const lab = {
  guests: {
    goingOn: 'Guests are being measured. Wait until that is done, or cancel it.',
    simulationsGoOn: 'Simulations take the processors now, and would be measured as well. Wait until they are done, or cancel them.',
    hostIsMeasured:
      'Guests are being measured on this host, and simulations would take the processors from them. Wait until that is done, or cancel it on the Testbed page, then start again.',
  },
  sharing: {
    isOpenProject: 'This is the project that is open. Choose another one.',
    runGoesOn: 'A run is going on. Wait until it is done, or cancel it, then bring in the other project.',
  },
  readOnlyProject: 'The project is open read-only: save it under another name first.',
  files: {
    exists: (name: string) => `"${name}" exists already. Choose another name, or replace it.`,
    noFile: (name: string) => `There is no file "${name}". Check the path.`,
    notWholePath: (path: string) => `"${path}" is not a whole path. Give the path from the root of the file system.`,
    captureTooLarge: (name: string) => `"${name}" is larger than 1 GiB. Cut it: editcap -r FILE NEW 1-1000000, or use lab import.`,
    captureGone: 'This capture is no longer held: another one was chosen since. Choose the file again.',
    noSystemDialog: 'The system’s file dialog is there only in the desktop app. Use the dialog of the page.',
    noFolder: (folder: string) => `There is no folder "${folder}". Choose another one.`,
    isFile: (folder: string) => `"${folder}" is a file, not a folder. Choose the folder that it is in.`,
    folderForbidden: (folder: string) => `You may not read the folder "${folder}". Choose another one.`,
    folderUnreadable: (folder: string, reason: string) => `The folder "${folder}" cannot be read: ${reason}.`,
  },
  cancelled: 'Cancelled.',
  runs: {
    deleteGoingOn: 'The run is going on. Cancel it first, then delete it.',
    unreadable: (runId: string) =>
      `The record of run "${runId}" cannot be read. Delete it and run the scenario again; other runs are not affected.`,
    altered: (count: number) =>
      `${plural(count, { one: 'A result', other: `${count} results` })} of the run cannot be read: the project file was altered. Open a backup, or recover what can be read into a new project.`,
    goingOn: 'A run is going on. Wait until it is done, or cancel it, then start the next one.',
  },
  host: {
    timingGoesOn: 'Operations of this host are being timed. Wait until that is done.',
    isBusy: 'Simulations or guests take the processors now, and would be timed as well. Wait until they are done, or cancel them.',
    timingCancelled: 'Cancelled: nothing was timed.',
    timingFailed: (reason: string) => `${reason}. Try again when the host is less busy.`,
  },
  packet: {
    cancelled: 'The trace was cancelled.',
    failed: (reason: string) => `The packet could not be traced: ${reason}. Shorten the run and try again.`,
  },
  lessons: {
    unreadable: (reason: string) => `The labs cannot be read: ${reason}. Install IOVLab again to have them.`,
    predictionsNotKept: (reason: string) => `The predictions cannot be kept: ${reason}. Mend the permissions of the data folder.`,
  },
  examplesUnreadable: (reason: string) => `The examples cannot be read: ${reason}. Install IOVLab again to have them.`,
  scenarioCannotBeRun: 'The scenario cannot be run.',
  connection: {
    callsWaiting: (most: number) => `${most} calls are waiting already. Wait for some of them.`,
    tooManyCalls: (perSecond: number) => `More than ${perSecond} calls a second. Wait a little and call again.`,
    malformed: 'The call is malformed. The page and the lab may be of different versions: restart both.',
  },
  resuming: {
    none: 'The project has no run to resume: none was cancelled, interrupted or failed.',
    isDone: (startedAt: string) =>
      `The run of ${startedAt} is done: there is nothing to resume. To add replications or points, run the changed scenario.`,
    goesOn: (startedAt: string) => `The run of ${startedAt} is going on already. To add replications or points, run the changed scenario.`,
    unreadable: (runId: string) => `The record of run "${runId}" cannot be read. Run its scenario again.`,
    otherEngine: (engine: string, thisEngine: string) =>
      `The run is of engine ${engine}, and this is ${thisEngine}: figures of both cannot stand in one run. Run the scenario again.`,
  },
  validation: {
    goingOn: 'A validation is going on. Wait until it is done, or cancel it, then start the next one.',
    cancelled: 'Cancelled: the report before it is shown, if there is one.',
    noExperiments: 'There are no experiments to validate with. Install IOVLab again to have them.',
    experimentProblem: (path: string, message: string) => `An experiment cannot be run: ${path}: ${message}`,
    unreadable: (reason: string) => `The experiments cannot be read: ${reason}. Install IOVLab again to have them.`,
  },
  recordedRun: {
    none: (path: string) => `"${path}" has no runs yet. Run its scenario first.`,
    unreadable: (runId: string, path: string) => `The run "${runId}" of "${path}" cannot be read. Choose another run.`,
    noRuns: (path: string, runId: string) => `"${path}" has no run "${runId}". It has no runs yet.`,
    /** `known`: a line for each. */
    noSuchRun: (path: string, runId: string, known: string) => `"${path}" has no run "${runId}". Its runs, newest first:${known}`,
    noProjectName: (name: string, extension: string) => `"${name}" is no name of a project: give it the ending ${extension}.`,
    noFolder: 'There is no folder to write to.',
  },
  measurements: {
    readOnly: (reason: string) => `The project cannot be written: ${reason} Save it under another name first.`,
    tooMany: (most: number) => `The project has ${most} measurements. Remove some of them first.`,
  },
  studies: {
    noReadableRun: (runId: string) => `The project has no run "${runId}" that can be read.`,
    noFigures: 'None of these points has figures: choose others.',
    cancelled: 'Cancelled: nothing was kept.',
    otherProject: 'Another project was opened meanwhile: nothing was kept.',
    costs: study('Costs are being varied', 'vary its costs', 'The costs were not varied'),
    parameters: study('Settings are being varied', 'vary its settings', 'The settings were not varied'),
    'what-next': study('Changes are being tried', 'ask what would help', 'The changes were not tried'),
  },
  closingWouldLose: (unwritten: string, copyProblem: string) =>
    `${unwritten} It cannot be closed before: the data folder takes no copy either (${copyProblem})`,
  evidence: {
    write: {
      goingOn: (name: string) => `"${name}" is being written. Wait until that is done, or cancel it.`,
      failed: (name: string, reason: string) => `"${name}" was not written: ${reason}. Try it again.`,
    },
    verify: {
      goingOn: (name: string) => `"${name}" is being verified. Wait until that is done, or cancel it.`,
      failed: (name: string, reason: string) => `"${name}" was not verified: ${reason}. Try it again.`,
    },
    needsEnding: (path: string, extension: string) => `"${path}" needs the ending ${extension}.`,
    incompleteRun: 'The run is not complete, and evidence is of a whole run. Resume it, then write the evidence.',
    otherEngine: (engine: string, thisEngine: string) =>
      `The run is of engine ${engine}, and this is ${thisEngine}: run it again, or write the evidence with that version.`,
    cancelled: 'Cancelled: nothing was written.',
    differs: (path: string, held: string, derived: string) =>
      `The run does not come out as the project holds it: ${path} is ${held} there, and ${derived} by its simulations. Run it again.`,
    scenarioProblem: (path: string, message: string) => `The scenario of the archive cannot be run: ${path}: ${message}`,
  },
  calibration: {
    goingOn: 'A calibration is going on. Wait until it is done, or cancel it, then start the next one.',
    noMeasurement: (id: string) => `The project has no measurement "${id}".`,
  },
};

/** @param goingOn what is done now; `wish`: what the person wants done; `failed`: what was not done. */
function study(goingOn: string, wish: string, failed: string) {
  return {
    goingOn: `${goingOn} already. Wait until that is done, or cancel it.`,
    failed: (reason: string) => `${failed}: ${reason}. Start it again.`,
    foundLoads: (why: string) => `${why} Run the scenario with method.kind fixed-load, then ${wish}.`,
    otherEngine: (engine: string, thisEngine: string) =>
      `The run is of engine ${engine}, and this is ${thisEngine}: run the scenario again, then ${wish}.`,
  };
}
