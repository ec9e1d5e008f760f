/** A measurement that cannot be made, or that failed: the message says what is missing or went wrong, and what to do. */
export class MeasuringError extends Error {}

/** A guest does not come up: QEMU does not start, or the kernel in it does not. */
export class BootError extends MeasuringError {}
