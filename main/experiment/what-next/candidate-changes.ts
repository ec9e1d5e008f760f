/** Changes that a person can make to a point: one more core, another option, a larger ring. Each is proposed only where it changes something. */
import { pollModeSwitches } from '../../../shared/catalogue/data-planes.ts';
import { techniqueNames, type TechniqueName } from '../../../shared/catalogue/techniques.ts';
import { grantModes, type Scenario, type SettingValue, type TechniqueChoice } from '../../../shared/scenario/schema.ts';
import { unchangedLoad } from './unchanged-load.ts';
import { costModelOf, hostProfileOf, nicProfileOf } from '../../engine/costs/scenario-profiles.ts';

export interface Change {
  /** What is done, in words: "twice the vCPUs, each with its queue, of “vm” (2)". */
  readonly title: string;
  /** Settings of the scenario by path, with their new values, in the order in which they are made. */
  readonly settings: readonly { readonly path: string; readonly value: SettingValue }[];
}

/** Techniques whose packets pass through the host's network cores. */
const THROUGH_HOST: ReadonlySet<TechniqueName> = new Set(techniqueNames.filter((name) => !['native', 'direct', 'sriov'].includes(name)));
const MOST_DESCRIPTORS = 4096;
const INTERVALS_US = [10, 100];
const JUMBO_BYTES = 9022;
const JUMBO_MTU_BYTES = 9000;

export function candidateChanges(scenario: Scenario, choice: TechniqueChoice): Change[] {
  return [...coreChanges(scenario, choice), ...nicChanges(scenario), ...optionChanges(scenario, choice), ...trafficChanges(scenario)];
}

function one(title: string, path: string, value: SettingValue): Change {
  return { title, settings: [{ path, value }] };
}

/** Path of an option of the technique. */
function optionPath(scenario: Scenario, choice: TechniqueChoice, option: string): string {
  return `techniques.${scenario.techniques.indexOf(choice)}.options.${option}`;
}

function coreChanges(scenario: Scenario, choice: TechniqueChoice): Change[] {
  const { host } = scenario;
  const cores = host.cores ?? hostProfileOf(scenario)?.cores ?? 1;
  const changes = scenario.vms.map(({ name, vcpus }, group) =>
    one(`twice the vCPUs, each with a queue pair, for each VM of “${name}” (${2 * vcpus})`, `vms.${group}.vcpus`, 2 * vcpus),
  );
  const networkCores = { path: 'host.networkCores', value: host.networkCores + 1 };
  const room = host.networkCores > 0 && host.networkCores + 1 < cores;
  if (THROUGH_HOST.has(choice.name)) {
    // These two work on one core unless told otherwise, the others on all network cores.
    const ownCores = choice.name === 'xen-split-driver' || choice.name === 'vhost-user';
    const workers = choice.options.workerCores ?? (ownCores ? 1 : undefined);
    if (workers !== undefined && (workers < host.networkCores || room)) {
      const settings = [{ path: optionPath(scenario, choice, 'workerCores'), value: workers + 1 }];
      const title = `one more core for the ${ownCores ? (choice.name === 'vhost-user' ? 'switch' : 'driver domain') : 'workers'} (${workers + 1})`;
      changes.push({ title, settings: workers < host.networkCores ? settings : [networkCores, ...settings] });
    } else if (workers === undefined && room) {
      changes.push({ title: `one more network core (${networkCores.value})`, settings: [networkCores] });
    }
  } else if (host.networkCores > 0)
    changes.push(one('no cores set apart for the host’s network: all for the guests', 'host.networkCores', 0));
  const other = host.scheduler.kind === 'credit' ? 'round-robin' : 'credit';
  changes.push(one(`the ${other} scheduler`, 'host.scheduler.kind', other));
  return changes;
}

function nicChanges(scenario: Scenario): Change[] {
  const { nic } = scenario;
  const profile = nicProfileOf(scenario);
  const descriptors = nic.ringDescriptors ?? profile?.ringDescriptors.value ?? 0;
  const changes: Change[] = [];
  if (2 * descriptors <= MOST_DESCRIPTORS) {
    changes.push(one(`rings of twice the descriptors (${2 * descriptors})`, 'nic.ringDescriptors', 2 * descriptors));
  }
  const { kind, intervalUs } = nic.moderation;
  if (kind !== 'off') changes.push(one('no interrupt moderation', 'nic.moderation.kind', 'off'));
  if (kind !== 'adaptive') changes.push(one('adaptive interrupt moderation', 'nic.moderation.kind', 'adaptive'));
  for (const interval of INTERVALS_US) {
    if (kind === 'fixed' && intervalUs === interval) continue;
    changes.push({
      title: `interrupts of a vector at least ${interval} µs apart`,
      settings: [
        { path: 'nic.moderation.kind', value: 'fixed' },
        { path: 'nic.moderation.intervalUs', value: interval },
      ],
    });
  }
  changes.push({
    title: `twice the ports (${2 * nic.ports}) for the same load`,
    settings: [...unchangedLoad(scenario), { path: 'nic.ports', value: 2 * nic.ports }],
  });
  return changes;
}

function optionChanges(scenario: Scenario, choice: TechniqueChoice): Change[] {
  const { options } = choice;
  const set = (title: string, option: string, value: SettingValue) => one(title, optionPath(scenario, choice, option), value);
  /** Unless the option, or what stands where it is left out, is this already. */
  const unless = (present: boolean, change: () => Change) => (present ? [] : [change()]);
  switch (choice.name) {
    case 'direct':
    case 'sriov':
    case 'native':
      return [...assignedChanges(scenario, choice), ...memoryChanges(scenario, choice)];
    case 'emulated':
      return unless((options.transmitBatch ?? 1) >= 16, () =>
        set('16 units for each tail write of the guest’s driver', 'transmitBatch', 16),
      );
    case 'xen-split-driver':
      return [
        ...grantModes.filter((mode) => mode !== (options.grants ?? 'hypervisor')).map((mode) => set(`grants: ${mode}`, 'grants', mode)),
        ...unless(options.coalesceReceive === true, () => set('whole pages on receive', 'coalesceReceive', true)),
        ...unless((options.aggregatePackets ?? 1) >= 8, () => set('containers of 8 packets', 'aggregatePackets', 8)),
        ...unless(options.driverPlacement === 'hypervisor', () => set('the NIC driver in the hypervisor', 'driverPlacement', 'hypervisor')),
      ];
    case 'vhost-net':
      return [
        ...unless(options.zeroCopyTransmit === true, () => set('transmit without a copy', 'zeroCopyTransmit', true)),
        ...unless(options.mappedMetadata === true, () => set('ring metadata mapped once', 'mappedMetadata', true)),
        ...unless(options.accessPrevention === false, () =>
          set('no supervisor access prevention (less secure)', 'accessPrevention', false),
        ),
      ];
    case 'vhost-user':
      return pollModeSwitches
        .filter((name) => name !== (options.switch ?? 'ovs-dpdk'))
        .map((name) => set(`${name} as the switch`, 'switch', name));
    case 'vmdq':
      return unless((options.dataPlacement ?? 'reuse') === 'reuse', () => set('frames land in guest memory', 'dataPlacement', 'reuse'));
    case 'virtio':
      return [];
  }
}

function assignedChanges(scenario: Scenario, choice: TechniqueChoice): Change[] {
  if (choice.name === 'native') return [];
  const { options } = choice;
  const { interruptPosting = scenario.host.iommu.interruptPosting, exitlessInterrupts = false, dmaProtection = 'iommu' } = options;
  const hasPosting = (costModelOf(scenario)?.parameters.find(({ name }) => name === 'vm.postingAvailable')?.value ?? 0) > 0;
  const changes: Change[] = [];
  if (hasPosting && !interruptPosting && !exitlessInterrupts) {
    changes.push(one('posted interrupts', optionPath(scenario, choice, 'interruptPosting'), true));
  }
  if (!exitlessInterrupts) changes.push(one('exitless interrupts (ELI)', optionPath(scenario, choice, 'exitlessInterrupts'), true));
  if (dmaProtection === 'hypervisor') changes.push(one('DMA checked by the IOMMU', optionPath(scenario, choice, 'dmaProtection'), 'iommu'));
  return changes;
}

function memoryChanges(scenario: Scenario, choice: TechniqueChoice): Change[] {
  const { mode, pageKib } = scenario.host.iommu;
  const present = choice.options.iommuMode ?? mode;
  const less = present === 'pass-through' ? [] : (['deferred', 'persistent', 'ring', 'pass-through'] as const);
  const changes = less
    .filter((other) => other !== present)
    .map((other) =>
      one(`IOMMU mode ${other}${other === 'pass-through' ? ' (less secure)' : ''}`, optionPath(scenario, choice, 'iommuMode'), other),
    );
  if (pageKib === 4 && present !== 'pass-through') changes.push(one('I/O pages of 2 MiB', 'host.iommu.pageKib', 2048));
  return changes;
}

function trafficChanges(scenario: Scenario): Change[] {
  const forwarders = scenario.vms.flatMap(({ name, application }, group) =>
    application.kind === 'kernel-forwarder'
      ? [one(`a poll-mode forwarder in the guests of “${name}”`, `vms.${group}.application.kind`, 'poll-forwarder')]
      : [],
  );
  return [...forwarders, ...scenario.flows.flatMap((flow, number) => flowChanges(flow, `flows.${number}.traffic`))];
}

function flowChanges({ name, traffic }: Scenario['flows'][number], path: string): Change[] {
  switch (traffic.kind) {
    case 'constant':
    case 'poisson':
    case 'on-off':
    case 'fitted':
      // The same frames per second of more bytes would be another load.
      return traffic.size.kind === 'fixed' && traffic.size.frameBytes < JUMBO_BYTES && traffic.loadUnit !== 'packets-per-second'
        ? [one(`jumbo frames (${JUMBO_BYTES} bytes) in “${name}”`, `${path}.size.frameBytes`, JUMBO_BYTES)]
        : [];
    case 'replay':
      return [];
    case 'tcp-stream':
      return [
        ...(traffic.segmentationOffload ? [] : [one(`segmentation offload in “${name}”`, `${path}.segmentationOffload`, true)]),
        ...(traffic.receiveOffload ? [] : [one(`receive offload in “${name}”`, `${path}.receiveOffload`, true)]),
        ...(traffic.mtuBytes < JUMBO_MTU_BYTES
          ? [one(`packets of ${JUMBO_MTU_BYTES} bytes in “${name}”`, `${path}.mtuBytes`, JUMBO_MTU_BYTES)]
          : []),
        one(`twice the window in “${name}” (${2 * traffic.windowKib} KiB)`, `${path}.windowKib`, 2 * traffic.windowKib),
      ];
    case 'request-response':
      return traffic.connection === 'each-request' ? [one(`connections that are kept in “${name}”`, `${path}.connection`, 'kept')] : [];
  }
}
